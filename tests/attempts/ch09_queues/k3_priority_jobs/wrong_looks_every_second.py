"""Looks for new jobs once a second.

Caught by: test_a_job_that_comes_later_begins_at_once
"""

import asyncio


class JobQueue:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()
        self.count = 0
        self.open = 0

    def submit(self, priority, job):
        self.queue.put_nowait((priority, self.count, job))
        self.count += 1
        self.open += 1

    async def run(self, workers):
        errors = []

        async def worker():
            while self.open:
                if self.queue.empty():
                    await asyncio.sleep(1)
                    continue
                _, _, job = self.queue.get_nowait()
                try:
                    await job()
                except Exception as error:
                    errors.append(error)
                finally:
                    self.open -= 1

        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(worker())
        if errors:
            raise ExceptionGroup("failed", errors)
