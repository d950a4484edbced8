"""Closes it by hand."""


async def take(source, n):
    items = []
    done = object()
    try:
        for _ in range(n):
            item = await anext(source, done)
            if item is done:
                break
            items.append(item)
        return items
    finally:
        await source.aclose()
