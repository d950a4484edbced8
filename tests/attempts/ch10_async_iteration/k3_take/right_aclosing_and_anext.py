"""Asks with anext in the block of aclosing."""

from contextlib import aclosing


async def take(source, n):
    taken = []
    async with aclosing(source):
        try:
            for _ in range(n):
                taken.append(await anext(source))
        except StopAsyncIteration:
            pass
    return taken
