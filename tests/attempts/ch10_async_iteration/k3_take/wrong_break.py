"""Stops in time, and leaves the source open.

Caught by: test_the_source_is_closed
"""


async def take(source, n):
    items = []
    if n == 0:
        return items
    async for item in source:
        items.append(item)
        if len(items) == n:
            break
    return items
