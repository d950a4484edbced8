"""Cancels its own task at stop, and takes every cancellation for that one.

Caught by: test_a_cancellation_is_never_lost
"""

import asyncio


async def run_until(stop, *workers):
    me = asyncio.current_task()

    async def watch():
        await stop.wait()
        me.cancel()

    try:
        async with asyncio.TaskGroup() as tg:
            tasks = [tg.create_task(w) for w in workers]
            watcher = tg.create_task(watch())
            if tasks:
                await asyncio.wait(tasks)
            watcher.cancel()
    except asyncio.CancelledError:
        if me.uncancel() > 0 or not stop.is_set():
            raise
