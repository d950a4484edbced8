"""Raises the first failure instead of a group.

Caught by: test_the_failures_come_out_in_the_end
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
            raise errors[0]
