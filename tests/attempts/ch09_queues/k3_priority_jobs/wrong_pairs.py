"""Puts pairs into the queue: where the priorities are equal, jobs are compared.

Caught by: test_equal_priorities_first_come_first_served
"""

import asyncio


class JobQueue:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()

    def submit(self, priority, job):
        self.queue.put_nowait((priority, job))

    async def run(self, workers):
        errors = []

        async def worker():
            while True:
                _, job = await self.queue.get()
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
