"""Counts down what is missing, and asks only where something is."""


async def take(source, n):
    try:
        return await _first(source, n)
    finally:
        await source.aclose()


async def _first(source, n):
    taken = []
    while n:
        try:
            taken += [await source.__anext__()]
        except StopAsyncIteration:
            n = 0
        else:
            n -= 1
    return taken
