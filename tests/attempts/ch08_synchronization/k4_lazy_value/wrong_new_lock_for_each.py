"""A lock for each call.

Caught by: test_who_comes_meanwhile_gets_the_same
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.values = []

    async def get(self):
        async with asyncio.Lock():
            if not self.values:
                self.values.append(await self.factory())
        return self.values[0]
