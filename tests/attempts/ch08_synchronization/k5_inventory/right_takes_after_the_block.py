"""Nothing runs between the end of the block and the next line."""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            await self._changed.wait_for(lambda: self.stock >= n)
        self.stock -= n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
