"""Marks it as built before it is.

Caught by: test_who_comes_meanwhile_gets_the_same
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.built = False
        self.value = None

    async def get(self):
        if not self.built:
            self.built = True
            self.value = await self.factory()
        return self.value
