"""Cancels the work at the first beat.

Caught by: test_the_result_is_returned
"""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    task = asyncio.create_task(work)
    while True:
        try:
            return await asyncio.wait_for(task, interval)
        except TimeoutError:
            beat()
