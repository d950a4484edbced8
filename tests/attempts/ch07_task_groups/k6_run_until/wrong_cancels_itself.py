"""Cancels its own task at stop, so a cancellation comes out.

Caught by: test_stop_is_a_regular_end
"""

import asyncio


async def run_until(stop, *workers):
    me = asyncio.current_task()

    async def watch():
        await stop.wait()
        me.cancel()

    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(w) for w in workers]
        watcher = tg.create_task(watch())
        if tasks:
            await asyncio.wait(tasks)
        watcher.cancel()
