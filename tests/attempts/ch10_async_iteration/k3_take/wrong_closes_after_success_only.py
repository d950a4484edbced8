"""When it is cancelled, the source stays open.

Caught by: test_cancelled_while_it_waits
"""

import asyncio


async def take(source, n):
    items = []
    for _ in range(n):
        # A task of its own: the cancellation does not reach the source.
        step = asyncio.ensure_future(anext(source, source))
        item = await asyncio.shield(step)
        if item is source:
            break
        items.append(item)
    await source.aclose()
    return items
