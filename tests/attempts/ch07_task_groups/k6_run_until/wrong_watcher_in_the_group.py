"""Nobody ends the task that waits for stop.

Caught by: test_it_ends_when_all_workers_have_ended
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
