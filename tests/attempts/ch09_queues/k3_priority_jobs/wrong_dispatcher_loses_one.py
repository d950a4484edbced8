"""Takes a job out, starts its task, and forgets it if that never begins.

Caught by: test_it_may_be_cancelled_anywhere
"""

import asyncio


class JobQueue:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()
        self.count = 0

    def submit(self, priority, job):
        self.queue.put_nowait((priority, self.count, job))
        self.count += 1

    async def run(self, workers):
        errors, at_work = [], set()
        free = asyncio.Semaphore(workers)

        async def do(job):
            try:
                await job()
            except Exception as error:
                errors.append(error)
            finally:
                free.release()

        def ended(task):
            at_work.discard(task)
            self.queue.task_done()

        async def dispatch():
            while True:
                await free.acquire()
                _, _, job = await self.queue.get()
                task = asyncio.create_task(do(job))
                at_work.add(task)
                task.add_done_callback(ended)

        dispatcher = asyncio.create_task(dispatch())
        try:
            await self.queue.join()
        finally:
            tasks = [dispatcher, *at_work]
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
        if errors:
            raise ExceptionGroup("failed", errors)
