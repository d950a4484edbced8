"""Looks at stop a hundred times a second.

Caught by: test_stop_is_heard_at_once
"""

import asyncio


async def run_until(stop, *workers):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(w) for w in workers]
        while not all(t.done() for t in tasks):
            if stop.is_set():
                for t in tasks:
                    t.cancel()
                break
            await asyncio.sleep(0.01)
