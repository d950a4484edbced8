"""Keeps each thing in a queue, and gets them one by one behind a lock.

Caught by: test_who_needs_little_does_not_wait_for_who_needs_much
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.things = asyncio.Queue()
        self.turn = asyncio.Lock()
        for _ in range(stock):
            self.things.put_nowait(None)

    @property
    def stock(self):
        return self.things.qsize()

    async def take(self, n):
        async with self.turn:
            for _ in range(n):
                await self.things.get()

    async def add(self, n):
        for _ in range(n):
            self.things.put_nowait(None)
