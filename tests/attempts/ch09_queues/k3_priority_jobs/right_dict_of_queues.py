"""A queue for each priority, and a semaphore that counts the jobs."""

import asyncio
from collections import defaultdict, deque


class JobQueue:
    def __init__(self):
        self.shelves = defaultdict(deque)
        self.there = asyncio.Semaphore(0)
        self.open = 0
        self.all_done = asyncio.Event()

    def submit(self, priority, job):
        self.shelves[priority].append(job)
        self.open += 1
        self.there.release()

    def take(self):
        shelf = min(number for number, jobs in self.shelves.items() if jobs)
        return self.shelves[shelf].popleft()

    async def run(self, workers):
        failures = []
        if not self.open:
            return
        self.all_done.clear()

        async def worker():
            while True:
                await self.there.acquire()
                job = self.take()
                try:
                    await job()
                except Exception as failure:
                    failures.append(failure)
                finally:
                    self.open -= 1
                    if self.open == 0:
                        self.all_done.set()

        tasks = [asyncio.create_task(worker()) for _ in range(workers)]
        try:
            await self.all_done.wait()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
        if failures:
            raise ExceptionGroup("", failures)
