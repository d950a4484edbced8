"""Takes the end of the first worker for the end of all.

Caught by: test_it_ends_when_all_workers_have_ended
"""

import asyncio


async def run_until(stop, *workers):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(w) for w in workers]
        tasks.append(tg.create_task(stop.wait()))
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for t in tasks:
            t.cancel()
