"""Starts all of them at once.

Caught by: test_as_many_at_work_as_there_are_workers
"""

import asyncio


class JobQueue:
    def __init__(self):
        self.jobs = []

    def submit(self, priority, job):
        self.jobs.append((priority, job))

    async def run(self, workers):
        while self.jobs:
            jobs = sorted(self.jobs, key=lambda entry: entry[0])
            self.jobs.clear()
            async with asyncio.TaskGroup() as group:
                for _, job in jobs:
                    group.create_task(job())
