"""Takes everything where n is 0.

Caught by: test_none_of_them
"""

from contextlib import aclosing


async def take(source, n):
    taken = []
    async with aclosing(source):
        async for item in source:
            taken.append(item)
            if len(taken) == n:
                break
    return taken
