"""Wakes them without holding the lock.

Caught by: test_what_is_there_is_taken_at_once
"""

import asyncio


class Inventory:
    def __init__(self):
        self.stock = 0
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            await self._changed.wait_for(lambda: self.stock >= n)
            self.stock -= n

    async def add(self, n):
        self.stock += n
        self._changed.notify_all()
