"""Cancels jobs that gather has cancelled already, and cuts their cleaning up short.

Caught by: test_who_is_cancelled_waits_for_the_jobs_at_work
"""

import asyncio
import heapq


class JobQueue:
    def __init__(self):
        self.heap = []
        self.count = 0
        self.active = 0
        self.changed = None

    def submit(self, priority, job):
        heapq.heappush(self.heap, (priority, self.count, job))
        self.count += 1
        if self.changed is not None:
            self.changed.set()

    async def run(self, workers):
        self.changed = asyncio.Event()
        self.active = 0
        errors = []

        async def worker():
            while self.heap or self.active:
                if not self.heap:
                    self.changed.clear()
                    await self.changed.wait()
                    continue
                job = heapq.heappop(self.heap)[2]
                self.active += 1
                try:
                    await job()
                except Exception as e:
                    errors.append(e)
                finally:
                    self.active -= 1
                    self.changed.set()

        team = [asyncio.create_task(worker()) for _ in range(workers)]
        try:
            await asyncio.gather(*team)
        except asyncio.CancelledError:
            for each in team:
                each.cancel()
            await asyncio.gather(*team, return_exceptions=True)
            raise
        if errors:
            raise ExceptionGroup("failed", errors)
