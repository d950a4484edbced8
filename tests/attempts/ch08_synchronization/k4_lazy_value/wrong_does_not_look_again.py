"""Looks before it has the lock, and not again afterwards.

Caught by: test_it_is_built_once
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.values = []
        self.lock = asyncio.Lock()

    async def get(self):
        if not self.values:
            async with self.lock:
                self.values.append(await self.factory())
        return self.values[0]
