"""Another task closes the source.

Caught by: test_the_source_is_closed
"""

import asyncio


async def take(source, n):
    items = []
    try:
        while len(items) < n:
            try:
                items.append(await anext(source))
            except StopAsyncIteration:
                break
        return items
    finally:
        await asyncio.create_task(source.aclose())
