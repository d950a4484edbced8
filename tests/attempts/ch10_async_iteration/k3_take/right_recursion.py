"""Takes one, and then the others."""


async def take(source, n):
    if n == 0:
        await source.aclose()
        return []
    async for item in source:
        return [item, *await take(source, n - 1)]
    return []
