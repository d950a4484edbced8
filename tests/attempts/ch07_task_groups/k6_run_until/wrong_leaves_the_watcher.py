"""Tells its watcher to end, and does not wait for that.

Caught by: test_nothing_is_left
"""

import asyncio


async def run_until(stop, *workers):
    async def watch():
        await stop.wait()
        for t in tasks:
            t.cancel()

    watcher = asyncio.create_task(watch())
    try:
        async with asyncio.TaskGroup() as tg:
            tasks = [tg.create_task(w) for w in workers]
    finally:
        watcher.cancel()
