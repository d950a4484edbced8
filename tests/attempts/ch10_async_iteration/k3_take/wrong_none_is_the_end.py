"""Takes None for the end of the source.

Caught by: test_an_item_may_be_anything
"""

from contextlib import aclosing


async def take(source, n):
    taken = []
    async with aclosing(source):
        while len(taken) < n:
            item = await anext(source, None)
            if item is None:
                break
            taken.append(item)
    return taken
