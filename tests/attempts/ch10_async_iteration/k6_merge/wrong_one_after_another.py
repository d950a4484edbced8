"""Reads one source after another.

Caught by: test_each_message_as_soon_as_it_is_there
"""

import contextlib


async def merge(*sources):
    for source in sources:
        async with contextlib.aclosing(source):
            async for item in source:
                yield item
