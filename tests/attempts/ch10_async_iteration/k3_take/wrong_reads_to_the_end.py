"""Reads the source to its end instead of closing it.

Caught by: test_nothing_more_is_asked_for
"""


async def take(source, n):
    taken = []
    async for item in source:
        if len(taken) < n:
            taken.append(item)
    return taken
