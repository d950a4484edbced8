"""Compares priorities only.

Caught by: test_equally_urgent
"""

import asyncio


class Entry:
    def __init__(self, priority, job):
        self.priority, self.job = priority, job

    def __lt__(self, other):
        return self.priority < other.priority


class JobQueue:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()

    def submit(self, priority, job):
        self.queue.put_nowait(Entry(priority, job))

    async def run(self, workers):
        async def work():
            while True:
                entry = await self.queue.get()
                try:
                    await entry.job()
                finally:
                    self.queue.task_done()

        async with asyncio.TaskGroup() as tasks:
            at_work = [tasks.create_task(work()) for _ in range(workers)]
            await self.queue.join()
            for task in at_work:
                task.cancel()
