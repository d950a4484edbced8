"""A new event for each change."""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._event = asyncio.Event()

    async def take(self, n):
        while self.stock < n:
            await self._event.wait()
        self.stock -= n

    async def add(self, n):
        self.stock += n
        event, self._event = self._event, asyncio.Event()
        event.set()
