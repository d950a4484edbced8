"""Closes the source, but not where nothing is wanted.

Caught by: test_none_of_them
"""

import contextlib


async def take(source, n):
    items = []
    if n == 0:
        return items
    async with contextlib.aclosing(source):
        async for item in source:
            items.append(item)
            if len(items) == n:
                break
    return items
