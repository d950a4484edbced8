"""Tells the heart to stop, and is gone before it has.

Caught by: test_no_task_is_left
"""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    async def heart():
        while True:
            await asyncio.sleep(interval)
            beat()

    task = asyncio.create_task(heart())
    try:
        return await work
    finally:
        task.cancel()
