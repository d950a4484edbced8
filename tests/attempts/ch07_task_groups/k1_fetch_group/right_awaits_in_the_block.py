"""Makes all tasks, and awaits them in the block, one after another."""

import asyncio


async def fetch_group(fetch, ids):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(fetch(id)) for id in ids]
        if tasks:
            await asyncio.wait(tasks)
        done = [
            t.result()
            for t in tasks
            if t.done() and not t.cancelled() and not t.exception()
        ]
    return done
