"""Collects everything first.

Caught by: test_items_come_as_they_arrive
"""

import asyncio


async def merge(*sources):
    async def collect(source):
        return [item async for item in source]

    for items in await asyncio.gather(*[collect(s) for s in sources]):
        for item in items:
            yield item
