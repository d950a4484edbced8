"""Throws an exception of its own into the source, which comes out again.

Caught by: test_the_first_items_come_in_order
"""


class Enough(Exception):
    pass


async def take(source, n):
    taken = []
    while len(taken) < n:
        try:
            taken.append(await anext(source))
        except StopAsyncIteration:
            return taken
    await source.athrow(Enough())
    return taken
