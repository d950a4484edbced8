"""Passes a cancellation on, and does not wait for the work.

Caught by: test_the_work_has_cleaned_up
"""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    task = asyncio.create_task(work)
    try:
        while True:
            done, _ = await asyncio.wait({task}, timeout=interval)
            if done:
                return task.result()
            beat()
    except asyncio.CancelledError:
        task.cancel()
        raise
