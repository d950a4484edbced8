"""Compares the priorities alone: equal ones come in the order of the heap.

Caught by: test_equal_priorities_first_come_first_served
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any


@dataclass(order=True)
class Entry:
    priority: int
    job: Any = field(compare=False)


class JobQueue:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()

    def submit(self, priority, job):
        self.queue.put_nowait(Entry(priority, job))

    async def run(self, workers):
        errors = []

        async def worker():
            while True:
                entry = await self.queue.get()
                try:
                    await entry.job()
                except Exception as error:
                    errors.append(error)
                finally:
                    self.queue.task_done()

        async with asyncio.TaskGroup() as group:
            team = [group.create_task(worker()) for _ in range(workers)]
            await self.queue.join()
            for each in team:
                each.cancel()
        if errors:
            raise ExceptionGroup("failed", errors)
