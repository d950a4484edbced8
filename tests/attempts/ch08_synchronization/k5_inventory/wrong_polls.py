"""Asks again and again.

Caught by: test_who_waits_has_taken_nothing
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        while self.stock < n:
            await asyncio.sleep(0)
        self.stock -= n

    async def add(self, n):
        self.stock += n
