"""Closes with an AsyncExitStack."""

from contextlib import AsyncExitStack


async def take(source, n):
    async with AsyncExitStack() as stack:
        stack.push_async_callback(source.aclose)
        taken = []
        if n > 0:
            async for item in source:
                taken.append(item)
                if len(taken) >= n:
                    break
        return taken
