"""Takes n items again and again, with a helper."""

import contextlib


async def up_to(source, n):
    items = []
    async for item in source:
        items.append(item)
        if len(items) == n:
            break
    return items


async def batched(source, n):
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(source.aclose)
        while batch := await up_to(source, n):
            is_last = len(batch) < n
            yield batch
            if is_last:
                return
