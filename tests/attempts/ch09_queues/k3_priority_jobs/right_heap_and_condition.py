"""A heap, and a condition that the workers wait on."""

import asyncio
import heapq


class JobQueue:
    def __init__(self):
        self.heap = []
        self.count = 0
        self.at_work = 0
        self.changed = asyncio.Event()

    def _tell(self):
        self.changed.set()
        self.changed = asyncio.Event()

    def submit(self, priority, job):
        self.count += 1
        heapq.heappush(self.heap, (priority, self.count, job))
        self._tell()

    async def run(self, workers):
        async def worker():
            while True:
                while not self.heap:
                    if not self.at_work:
                        return
                    await self.changed.wait()
                _, _, job = heapq.heappop(self.heap)
                self.at_work += 1
                try:
                    await job()
                finally:
                    self.at_work -= 1
                    self._tell()

        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(worker())
