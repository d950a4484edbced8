"""Remembers the stock that it saw, and writes it back after waiting.

Caught by: test_who_needs_more_waits_until_it_is_there
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            stock = self.stock
            while self.stock < n:
                await self._changed.wait()
            self.stock = stock - n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
