"""Shields the closing from a cancellation.

Caught by: test_all_of_it_happens_in_one_task
"""

import asyncio


async def take(source, n):
    async def close():
        await source.aclose()

    taken = []
    try:
        while len(taken) < n:
            taken.append(await source.asend(None))
    except StopAsyncIteration:
        return taken
    finally:
        await asyncio.shield(close())
    return taken
