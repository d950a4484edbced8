"""Builds when it is made.

Caught by: test_nothing_is_built_before_somebody_asks
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.task = asyncio.ensure_future(factory())

    async def get(self):
        return await asyncio.shield(self.task)
