"""Closes the source, and asks for one item too many.

Caught by: test_no_item_too_many
"""

import contextlib


async def take(source, n):
    items = []
    async with contextlib.aclosing(source):
        async for item in source:
            if len(items) >= n:
                break
            items.append(item)
    return items
