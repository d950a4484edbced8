"""Each change sets an event, and puts a new one in its place."""

import asyncio


class Inventory:
    def __init__(self):
        self.stock = 0
        self._changed = asyncio.Event()

    async def take(self, n):
        while self.stock < n:
            await self._changed.wait()
        self.stock -= n

    async def add(self, n):
        self.stock += n
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
