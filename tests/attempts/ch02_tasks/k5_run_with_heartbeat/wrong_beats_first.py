"""Beats at once, and then sleeps.

Caught by: test_it_beats_while_it_works
"""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    async def heart():
        while True:
            beat()
            await asyncio.sleep(interval)

    task = asyncio.create_task(heart())
    try:
        return await work
    finally:
        task.cancel()
        await asyncio.wait([task])
