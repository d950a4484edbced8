"""Calls notify_all outside of the condition.

Caught by: test_what_is_there_is_taken_at_once
"""

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
        self.stock += n
        self._changed.notify_all()
