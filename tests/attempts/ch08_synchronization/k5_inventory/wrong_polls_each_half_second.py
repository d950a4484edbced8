"""Asks again after a while.

Caught by: test_any_story_adds_up
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        while self.stock < n:
            await asyncio.sleep(0.5)
        self.stock -= n

    async def add(self, n):
        self.stock += n
