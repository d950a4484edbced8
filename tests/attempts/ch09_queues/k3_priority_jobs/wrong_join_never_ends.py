"""A job that fails is never finished, and join never ends.

Caught by: test_a_failure_comes_out
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
                await job()
                self.queue.task_done()

        tasks = [asyncio.create_task(work()) for _ in range(workers)]
        try:
            await self.queue.join()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
