"""Forgets the heart when the work fails.

Caught by: test_an_exception_comes_out
"""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    async def heart():
        while True:
            await asyncio.sleep(interval)
            beat()

    task = asyncio.create_task(heart())
    result = await work
    task.cancel()
    return result
