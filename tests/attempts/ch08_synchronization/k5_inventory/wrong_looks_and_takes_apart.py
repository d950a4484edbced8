"""Gives control away between the look and the taking.

Caught by: test_it_is_enough_for_one_of_two
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            await self._changed.wait_for(lambda: self.stock >= n)
        await asyncio.sleep(0)
        async with self._changed:
            self.stock -= n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
