"""A block that closes the source, and a loop that stops in time."""

from contextlib import aclosing


async def take(source, n):
    items = []
    async with aclosing(source) as rows:
        if n > 0:
            async for item in rows:
                items.append(item)
                if len(items) == n:
                    break
    return items
