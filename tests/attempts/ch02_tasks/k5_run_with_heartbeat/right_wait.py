"""Waits for the work an interval at a time."""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    task = asyncio.create_task(work)
    try:
        while True:
            done, _ = await asyncio.wait([task], timeout=interval)
            if done:
                return task.result()
            beat()
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait([task])
