"""Puts the end behind all jobs: who finds it goes home.

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
            while True:
                _, _, job = await self.queue.get()
                if job is None:
                    return
                try:
                    await job()
                except Exception as error:
                    errors.append(error)

        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                self.submit(float("inf"), None)
                group.create_task(worker())
        if errors:
            raise ExceptionGroup("failed", errors)
