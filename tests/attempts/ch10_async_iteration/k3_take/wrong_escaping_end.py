"""Does not expect the end of the source.

Caught by: test_there_may_be_fewer
"""

from contextlib import aclosing


async def take(source, n):
    async with aclosing(source):
        return [await anext(source) for _ in range(n)]
