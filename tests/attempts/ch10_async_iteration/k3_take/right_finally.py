"""Closes in a finally clause; a value of its own marks the end."""


async def take(source, n):
    the_end = object()
    taken = []
    try:
        while len(taken) < n:
            item = await anext(source, the_end)
            if item is the_end:
                break
            taken.append(item)
    finally:
        await source.aclose()
    return taken
