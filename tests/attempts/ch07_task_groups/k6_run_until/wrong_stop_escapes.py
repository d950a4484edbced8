"""The exception that ends the group comes out.

Caught by: test_stop_is_a_regular_end
"""

import asyncio


class StopWork(Exception):
    """Ends the group."""


async def run_until(stop, *workers):
    async def watch():
        await stop.wait()
        raise StopWork

    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(w) for w in workers]
        watcher = tg.create_task(watch())
        if tasks:
            await asyncio.wait(tasks)
        watcher.cancel()
