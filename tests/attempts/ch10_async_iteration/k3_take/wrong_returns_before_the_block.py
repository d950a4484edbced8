"""Returns before the block where n is 0.

Caught by: test_with_none_of_them_the_source_is_closed_too
"""

from contextlib import aclosing


async def take(source, n):
    if n == 0:
        return []
    taken = []
    async with aclosing(source):
        async for item in source:
            taken.append(item)
            if len(taken) == n:
                break
    return taken
