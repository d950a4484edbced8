"""Returns when no job waits: what a job submits is left for later.

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

        async def worker(jobs):
            for job in jobs:
                try:
                    await job()
                except Exception as error:
                    errors.append(error)

        jobs = iter([self.queue.get_nowait()[2] for _ in range(self.queue.qsize())])
        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(worker(jobs))
        if errors:
            raise ExceptionGroup("failed", errors)
