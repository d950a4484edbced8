"""Looks before the lock, and not in it.

Caught by: test_who_comes_meanwhile_gets_the_same
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.built = False
        self.value = None
        self.lock = asyncio.Lock()

    async def get(self):
        if not self.built:
            async with self.lock:
                self.value = await self.factory()
                self.built = True
        return self.value
