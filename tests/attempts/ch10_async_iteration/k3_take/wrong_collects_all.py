"""Reads everything, and returns a part of it.

Caught by: test_nothing_more_is_asked_for
"""


async def take(source, n):
    return [item async for item in source][:n]
