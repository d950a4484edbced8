"""Asks whether it has enough when it holds one more.

Caught by: test_nothing_more_is_asked_for
"""

from contextlib import aclosing


async def take(source, n):
    taken = []
    async with aclosing(source):
        async for item in source:
            if len(taken) == n:
                break
            taken.append(item)
    return taken
