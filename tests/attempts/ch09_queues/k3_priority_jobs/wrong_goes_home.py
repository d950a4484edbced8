"""Lets a worker go home when nothing waits, while others are at work.

Caught by: test_a_job_that_comes_later_begins_at_once
"""

import asyncio


class JobQueue:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()
        self.count = 0

    def submit(self, priority, job):
        self.queue.put_nowait((priority, self.count, job))
        self.count += 1

    async def run(self, workers):
        errors = []

        async def worker():
            while not self.queue.empty():
                _, _, job = await self.queue.get()
                try:
                    await job()
                except Exception as error:
                    errors.append(error)
                finally:
                    self.queue.task_done()

        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(worker())
        if errors:
            raise ExceptionGroup("failed", errors)
