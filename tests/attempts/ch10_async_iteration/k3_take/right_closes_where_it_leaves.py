"""Closes where it leaves early: in all other cases the generator has ended."""


async def take(source, n):
    taken = []
    if n == 0:
        await source.aclose()
        return taken
    async for item in source:
        taken.append(item)
        if len(taken) == n:
            await source.aclose()
            break
    return taken
