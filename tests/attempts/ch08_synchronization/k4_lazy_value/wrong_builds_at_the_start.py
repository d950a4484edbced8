"""Begins to build before anybody asks.

Caught by: test_it_is_built_when_somebody_asks
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = asyncio.ensure_future(factory())

    async def get(self):
        return await asyncio.shield(self.task)
