"""Drops the source, and hopes for the garbage collector.

Caught by: test_the_source_is_closed
"""

import gc


async def take(source, n):
    taken = []
    if n:
        async for item in source:
            taken.append(item)
            if len(taken) == n:
                break
    del source
    gc.collect()
    return taken
