"""Lets the time of the submission decide: two may come at the same time.

Caught by: test_equal_priorities_first_come_first_served
"""

import asyncio
import time


class JobQueue:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()

    def submit(self, priority, job):
        self.queue.put_nowait((priority, time.monotonic(), job))

    async def run(self, workers):
        errors = []

        async def worker():
            while True:
                _, _, job = await self.queue.get()
                try:
                    await job()
                except Exception as error:
                    errors.append(error)
                finally:
                    self.queue.task_done()

        async with asyncio.TaskGroup() as group:
            team = [group.create_task(worker()) for _ in range(workers)]
            await self.queue.join()
            for each in team:
                each.cancel()
        if errors:
            raise ExceptionGroup("failed", errors)
