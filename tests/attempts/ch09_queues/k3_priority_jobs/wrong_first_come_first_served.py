"""An ordinary queue.

Caught by: test_the_most_urgent_first
"""

import asyncio


class JobQueue:
    def __init__(self):
        self.queue = asyncio.Queue()

    def submit(self, priority, job):
        self.queue.put_nowait(job)

    async def run(self, workers):
        async def work():
            while True:
                job = await self.queue.get()
                try:
                    await job()
                finally:
                    self.queue.task_done()

        async with asyncio.TaskGroup() as tasks:
            at_work = [tasks.create_task(work()) for _ in range(workers)]
            await self.queue.join()
            for task in at_work:
                task.cancel()
