"""Waits for an event inside a lock that who adds needs as well.

Caught by: test_who_needs_more_waits_until_it_is_there
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self.lock = asyncio.Lock()
        self.news = asyncio.Event()

    async def take(self, n):
        async with self.lock:
            while self.stock < n:
                self.news.clear()
                await self.news.wait()
            self.stock -= n

    async def add(self, n):
        async with self.lock:
            self.stock += n
            self.news.set()
