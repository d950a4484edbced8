"""Looks again in a loop."""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            while self.stock < n:
                await self._changed.wait()
            self.stock -= n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
