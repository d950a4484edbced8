"""Lets one task wait at a time, in a queue of their own.

Caught by: test_who_needs_little_does_not_wait_for_who_needs_much
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()
        self._turn = asyncio.Lock()

    async def take(self, n):
        async with self._turn, self._changed:
            await self._changed.wait_for(lambda: self.stock >= n)
            self.stock -= n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
