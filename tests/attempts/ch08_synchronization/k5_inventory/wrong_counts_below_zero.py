"""Takes first, and waits until the stock is no longer negative.

Caught by: test_who_waits_has_taken_nothing
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            self.stock -= n
            try:
                await self._changed.wait_for(lambda: self.stock >= 0)
            except asyncio.CancelledError:
                self.stock += n
                self._changed.notify_all()
                raise

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
