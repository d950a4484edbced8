"""A list that is sorted before each choice: Python's sort is stable."""

import asyncio


class JobQueue:
    def __init__(self):
        self.waiting = []
        self.idle = []
        self.busy = 0

    def submit(self, priority, job):
        self.waiting.append((priority, job))
        self.wake()

    def wake(self):
        for future in self.idle:
            if not future.done():
                future.set_result(None)
        self.idle.clear()

    async def run(self, workers):
        failed = []

        async def work():
            while self.waiting or self.busy:
                if not self.waiting:
                    future = asyncio.get_running_loop().create_future()
                    self.idle.append(future)
                    await future
                    continue
                self.waiting.sort(key=lambda pair: pair[0])
                _, job = self.waiting.pop(0)
                self.busy += 1
                try:
                    await job()
                except Exception as error:
                    failed.append(error)
                finally:
                    self.busy -= 1
                    self.wake()

        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(work())
        if failed:
            raise ExceptionGroup("failed jobs", failed)
