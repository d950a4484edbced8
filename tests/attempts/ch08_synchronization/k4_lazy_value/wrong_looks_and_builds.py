"""Looks, and builds: everybody looks before it is built.

Caught by: test_who_comes_meanwhile_gets_the_same
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.value = None

    async def get(self):
        if self.value is None:
            self.value = await self.factory()
        return self.value
