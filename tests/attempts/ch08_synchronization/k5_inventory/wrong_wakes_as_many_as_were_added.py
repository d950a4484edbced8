"""Wakes n tasks, though the first of them may need more than there is.

Caught by: test_who_needs_little_does_not_wait_for_who_needs_much
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
        async with self._changed:
            self.stock += n
            self._changed.notify(n)
