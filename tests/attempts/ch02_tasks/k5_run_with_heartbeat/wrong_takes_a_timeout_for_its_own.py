"""Beats at each TimeoutError, also at that of the work.

Caught by: test_the_work_may_fail_with_a_timeout
"""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    task = asyncio.create_task(work)
    try:
        while True:
            try:
                return await asyncio.wait_for(asyncio.shield(task), interval)
            except TimeoutError:
                beat()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
