"""Uses closing, which calls close.

Caught by: test_the_first_items_come_in_order
"""

import contextlib


async def take(source, n):
    taken = []
    with contextlib.closing(source):
        if n == 0:
            return taken
        async for item in source:
            taken.append(item)
            if len(taken) == n:
                break
    return taken
