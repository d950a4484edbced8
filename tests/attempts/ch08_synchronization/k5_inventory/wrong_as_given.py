"""Looks once, and wakes one.

Caught by: test_too_little_is_no_reason_to_go_on
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            if self.stock < n:
                await self._changed.wait()
            self.stock -= n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify()
