"""The highest number first.

Caught by: test_the_most_urgent_first
"""

import asyncio
import itertools


class JobQueue:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()
        self.count = itertools.count()

    def submit(self, priority, job):
        self.queue.put_nowait((-priority, next(self.count), job))

    async def run(self, workers):
        async def work():
            while True:
                _, _, job = await self.queue.get()
                try:
                    await job()
                finally:
                    self.queue.task_done()

        async with asyncio.TaskGroup() as tasks:
            at_work = [tasks.create_task(work()) for _ in range(workers)]
            await self.queue.join()
            for task in at_work:
                task.cancel()
