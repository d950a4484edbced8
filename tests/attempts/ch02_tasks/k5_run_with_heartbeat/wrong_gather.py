"""Waits for the heart too, which never ends.

Caught by: test_the_result_is_returned
"""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    async def heart():
        while True:
            await asyncio.sleep(interval)
            beat()

    result, _ = await asyncio.gather(work, heart())
    return result
