"""A lock, and an object that stands for nothing."""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.nothing = object()
        self.value = self.nothing
        self.lock = asyncio.Lock()

    async def get(self):
        async with self.lock:
            if self.value is self.nothing:
                self.value = await self.factory()
            return self.value
