"""Leaves a generator of its own open, and with it the source.

Caught by: test_the_source_is_closed
"""

from contextlib import aclosing


async def take(source, n):
    async def items():
        async with aclosing(source):
            async for item in source:
                yield item

    taken = []
    if n:
        async for item in items():
            taken.append(item)
            if len(taken) == n:
                break
    else:
        await source.aclose()
    return taken
