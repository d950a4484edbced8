"""Starts a task that closes the source, and does not wait for it.

Caught by: test_it_waits_while_the_source_cleans_up
"""

import asyncio

closing = set()


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
        task = asyncio.create_task(close())
        closing.add(task)
        task.add_done_callback(closing.discard)
        await asyncio.sleep(0)
    return taken
