"""Waits in a condition that nobody else knows.

Caught by: test_who_needs_more_waits_until_it_is_there
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock

    async def take(self, n):
        changed = asyncio.Condition()
        async with changed:
            await changed.wait_for(lambda: self.stock >= n)
            self.stock -= n

    async def add(self, n):
        changed = asyncio.Condition()
        async with changed:
            self.stock += n
            changed.notify_all()
