"""Looks before the lock and in it."""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.built = False
        self.value = None
        self.lock = asyncio.Lock()

    async def get(self):
        if self.built:
            return self.value
        async with self.lock:
            if not self.built:
                self.value = await self.factory()
                self.built = True
        return self.value
