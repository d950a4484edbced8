"""Leaves the loop early, and the source open.

Caught by: test_the_source_is_closed
"""


async def take(source, n):
    if n == 0:
        return []
    taken = []
    async for item in source:
        taken.append(item)
        if len(taken) == n:
            break
    return taken
