"""Cancels the workers again and again until they give in.

Caught by: test_the_workers_have_cleaned_up
"""

import asyncio


async def run_until(stop, *workers):
    async def watch():
        await stop.wait()
        while not all(t.done() for t in tasks):
            for t in tasks:
                t.cancel()
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(w) for w in workers]
        watcher = tg.create_task(watch())
        if tasks:
            await asyncio.wait(tasks)
        watcher.cancel()
