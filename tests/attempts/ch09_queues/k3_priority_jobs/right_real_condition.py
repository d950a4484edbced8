"""A heap and a condition; a submission wakes the workers in a task of its own."""

import asyncio
import heapq
from itertools import count


class JobQueue:
    def __init__(self):
        self.heap, self.numbers = [], count()
        self.changed = asyncio.Condition()
        self.at_work = 0
        self.callers = set()

    def submit(self, priority, job):
        heapq.heappush(self.heap, (priority, next(self.numbers), job))
        if self.changed._waiters:
            task = asyncio.create_task(self.tell())
            self.callers.add(task)
            task.add_done_callback(self.callers.discard)

    async def tell(self):
        async with self.changed:
            self.changed.notify_all()

    async def run(self, workers):
        errors = []

        async def work():
            while True:
                async with self.changed:
                    await self.changed.wait_for(lambda: self.heap or not self.at_work)
                    if not self.heap:
                        self.changed.notify_all()
                        return
                    _, _, job = heapq.heappop(self.heap)
                    self.at_work += 1
                try:
                    await job()
                except Exception as error:
                    errors.append(error)
                finally:
                    self.at_work -= 1
                await self.tell()

        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(work())
        if errors:
            raise ExceptionGroup("jobs", errors)
