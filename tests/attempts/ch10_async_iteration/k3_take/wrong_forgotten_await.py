"""Calls aclose, and does not await it.

Caught by: test_the_source_is_closed
"""


async def take(source, n):
    taken = []
    if n == 0:
        source.aclose()
        return taken
    async for item in source:
        taken.append(item)
        if len(taken) == n:
            source.aclose()
            break
    return taken
