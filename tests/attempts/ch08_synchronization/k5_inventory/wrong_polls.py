"""Looks again and again.

Caught by: test_who_wants_more_waits
"""

import asyncio


class Inventory:
    def __init__(self):
        self.stock = 0

    async def take(self, n):
        while self.stock < n:
            await asyncio.sleep(0)
        self.stock -= n

    async def add(self, n):
        self.stock += n
