"""Begins to count again in each call.

Caught by: test_a_job_that_comes_later_waits_its_turn
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
        self.count = 0

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
