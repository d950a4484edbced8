"""Takes one after the other, and keeps what it has while it waits.

Caught by: test_who_waits_has_taken_nothing
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            for _ in range(n):
                await self._changed.wait_for(lambda: self.stock > 0)
                self.stock -= 1

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
