"""Asks n times, whether there are so many or not.

Caught by: test_fewer_than_wanted
"""

import contextlib


async def take(source, n):
    async with contextlib.aclosing(source):
        return [await anext(source) for _ in range(n)]
