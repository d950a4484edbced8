"""A job that was cancelled is never finished, and the next run never ends.

Caught by: test_cancelled_while_it_works
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
            while True:
                _, _, job = await self.queue.get()
                try:
                    await job()
                except Exception:
                    self.queue.task_done()
                    raise
                self.queue.task_done()

        async with asyncio.TaskGroup() as tasks:
            at_work = [tasks.create_task(work()) for _ in range(workers)]
            await self.queue.join()
            for task in at_work:
                task.cancel()
