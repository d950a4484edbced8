"""A task group turns the exception into a group.

Caught by: test_an_exception_comes_out
"""

import asyncio


async def run_with_heartbeat(work, beat, interval):
    async def heart():
        while True:
            await asyncio.sleep(interval)
            beat()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(heart())
        try:
            return await work
        finally:
            task.cancel()
