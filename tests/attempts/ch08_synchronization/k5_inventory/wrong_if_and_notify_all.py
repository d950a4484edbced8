"""Wakes all of them, and none of them looks again.

Caught by: test_one_delivery_for_two
"""

import asyncio


class Inventory:
    def __init__(self):
        self.stock = 0
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            if self.stock < n:
                await self._changed.wait()
            self.stock -= n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
