"""Catches everything while it closes.

Caught by: test_an_error_while_it_is_closed_comes_out
"""


async def take(source, n):
    taken = []
    while len(taken) < n:
        try:
            taken.append(await anext(source))
        except StopAsyncIteration:
            return taken
    try:
        await source.aclose()
    except BaseException:
        pass
    return taken
