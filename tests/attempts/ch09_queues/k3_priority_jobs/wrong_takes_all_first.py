"""Takes all jobs out at the beginning, sorts them, and does them.

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
        free = asyncio.Semaphore(workers)

        async def do(job):
            async with free:
                try:
                    await job()
                except Exception as error:
                    errors.append(error)

        while not self.queue.empty():
            jobs = [self.queue.get_nowait()[2] for _ in range(self.queue.qsize())]
            await asyncio.gather(*[do(job) for job in jobs])
        if errors:
            raise ExceptionGroup("failed", errors)
