"""Starts to close the source, and does not wait.

Caught by: test_the_source_is_closed
"""

import asyncio

TASKS = set()


async def take(source, n):
    items = []
    while len(items) < n:
        try:
            items.append(await anext(source))
        except StopAsyncIteration:
            break
    TASKS.add(asyncio.create_task(source.aclose()))
    return items
