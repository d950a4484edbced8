"""Closes where it has got something, and leaves it open where n is 0.

Caught by: test_with_none_of_them_the_source_is_closed_too
"""


async def take(source, n):
    taken = []
    while len(taken) < n:
        try:
            taken.append(await anext(source))
        except StopAsyncIteration:
            return taken
    if taken:
        await source.aclose()
    return taken
