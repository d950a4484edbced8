"""Waits for the workers to end by themselves.

Caught by: test_stop_cancels_the_workers
"""

import asyncio


async def run_until(stop, *workers):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(w) for w in workers]
        while not stop.is_set() and not all(t.done() for t in tasks):
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            tasks = [t for t in tasks if not t.done()]
