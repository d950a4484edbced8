"""A task that beats, ended in a `finally`."""

import asyncio
import contextlib


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
        with contextlib.suppress(asyncio.CancelledError):
            await task
