"""Takes nothing when it is cancelled, and tells nobody.

Caught by: test_who_is_cancelled_has_taken_nothing
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        try:
            async with self._changed:
                await self._changed.wait_for(lambda: self.stock >= n)
                self.stock -= n
        except asyncio.CancelledError:
            pass

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
