"""Does not pass a cancellation on to the work.

Caught by: test_a_cancellation_reaches_the_work
"""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    task = asyncio.create_task(work)
    while not task.done():
        done, _ = await asyncio.wait([task], timeout=interval)
        if not done:
            beat()
    return task.result()
