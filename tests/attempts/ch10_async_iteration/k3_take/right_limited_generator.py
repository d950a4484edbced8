"""A generator that closes another one, and ends by itself."""

import contextlib


async def take(source, n):
    return [item async for item in _first(source, n)]


async def _first(source, n):
    async with contextlib.aclosing(source):
        for _ in range(n):
            try:
                item = await source.__anext__()
            except StopAsyncIteration:
                return
            yield item
