"""Sets stop itself, to end its watcher.

Caught by: test_stop_belongs_to_the_caller
"""

import asyncio


async def run_until(stop, *workers):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(w) for w in workers]

        async def watch():
            await stop.wait()
            for t in tasks:
                t.cancel()

        tg.create_task(watch())
        if tasks:
            await asyncio.wait(tasks)
        stop.set()
