"""A worker that finds nothing goes home, and later jobs find one worker only.

Caught by: test_jobs_that_come_from_jobs
"""

import asyncio
import itertools


class JobQueue:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()
        self.count = itertools.count()

    def submit(self, priority, job):
        self.queue.put_nowait((priority, next(self.count), job))

    async def run(self, workers):
        async def work():
            while not self.queue.empty():
                _, _, job = self.queue.get_nowait()
                await job()

        async with asyncio.TaskGroup() as tasks:
            for _ in range(workers):
                tasks.create_task(work())
