"""Reads one source to its end, and then the next one.

Caught by: test_items_come_as_they_arrive
"""

import contextlib


async def merge(*sources):
    for source in sources:
        async with contextlib.aclosing(source):
            async for item in source:
                yield item
