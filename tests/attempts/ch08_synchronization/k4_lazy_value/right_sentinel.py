"""A lock, and an object of its own for "nothing yet"."""

import asyncio

NOTHING = object()


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.value = NOTHING
        self.lock = asyncio.Lock()

    async def get(self):
        async with self.lock:
            if self.value is NOTHING:
                self.value = await self.factory()
            return self.value
