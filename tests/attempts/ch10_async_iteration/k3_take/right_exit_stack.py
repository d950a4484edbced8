"""An exit stack closes it."""

import contextlib


async def take(source, n):
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(source.aclose)
        items = []
        while len(items) != n:
            try:
                items += [await source.__anext__()]
            except StopAsyncIteration:
                return items
        return items
