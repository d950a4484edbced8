"""Waits for the work behind a shield, an interval at a time."""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            try:
                await asyncio.wait_for(asyncio.shield(task), interval)
            except asyncio.TimeoutError:
                if task.done():
                    break
                beat()
        return task.result()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
