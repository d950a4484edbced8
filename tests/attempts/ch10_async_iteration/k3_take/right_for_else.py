"""Leaves a loop after each item, and closes on the way out."""

import contextlib


async def take(source, n):
    taken = []
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(contextlib.aclosing(source))
        for _ in range(n):
            async for item in source:
                taken.append(item)
                break
            else:
                break
    return taken
