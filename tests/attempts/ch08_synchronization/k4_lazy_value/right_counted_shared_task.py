"""One task for all behind a shield; the last one who waits cancels it."""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = None
        self.waiting = 0

    async def get(self):
        while self.task is not None and self.task.cancelling():
            await asyncio.wait([self.task])
            if self.task is not None and self.task.done():
                self.task = None
        if self.task is None:
            self.task = asyncio.create_task(self.build())
        task = self.task
        self.waiting += 1
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if self.waiting == 1 and not task.done():
                task.cancel()
            raise
        finally:
            self.waiting -= 1
            if (
                task.done()
                and (task.cancelled() or task.exception())
                and self.task is task
            ):
                self.task = None

    async def build(self):
        return await self.factory()
