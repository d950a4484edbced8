"""Takes all jobs out at the beginning, and sorts them.

Caught by: test_a_free_worker_takes_the_most_urgent_that_waits
"""

import asyncio


class JobQueue:
    def __init__(self):
        self.jobs = []

    def submit(self, priority, job):
        self.jobs.append((priority, job))

    async def run(self, workers):
        slots = asyncio.Semaphore(workers)

        async def one(job):
            async with slots:
                await job()

        while self.jobs:
            jobs = sorted(self.jobs, key=lambda entry: entry[0])
            self.jobs.clear()
            async with asyncio.TaskGroup() as group:
                for _, job in jobs:
                    group.create_task(one(job))
