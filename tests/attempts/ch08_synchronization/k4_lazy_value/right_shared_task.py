"""One task builds, and all who wait are counted."""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = None
        self.waiting = 0

    async def get(self):
        if self.task is None or (
            self.task.done() and (self.task.cancelled() or self.task.exception())
        ):
            self.task = asyncio.ensure_future(self.factory())
        task = self.task
        if task.done():
            return task.result()
        self.waiting += 1
        try:
            await asyncio.wait([task])
        finally:
            self.waiting -= 1
            if not self.waiting and not task.done():
                task.cancel()
                self.task = None
        return task.result()
