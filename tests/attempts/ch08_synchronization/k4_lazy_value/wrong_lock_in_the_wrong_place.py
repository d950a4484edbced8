"""Keeps the lock for the look, and builds outside of it.

Caught by: test_who_comes_meanwhile_gets_the_same
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.values = []
        self.lock = asyncio.Lock()

    async def get(self):
        async with self.lock:
            missing = not self.values
        if missing:
            self.values.append(await self.factory())
        return self.values[0]
