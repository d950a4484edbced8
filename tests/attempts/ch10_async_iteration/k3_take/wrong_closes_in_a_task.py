"""Closes the source in a task of its own, and waits for it.

Caught by: test_all_of_it_happens_in_one_task
"""

import asyncio


async def take(source, n):
    async def close():
        await source.aclose()

    taken = []
    try:
        for _ in range(n):
            taken.append(await anext(source))
    except StopAsyncIteration:
        pass
    finally:
        await asyncio.create_task(close())
    return taken
