"""A lock, and in it a task that is cancelled with its caller."""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = None
        self.lock = asyncio.Lock()

    async def get(self):
        async with self.lock:
            if self.task is None:
                task = asyncio.ensure_future(self.factory())
                await task
                self.task = task
        return self.task.result()
