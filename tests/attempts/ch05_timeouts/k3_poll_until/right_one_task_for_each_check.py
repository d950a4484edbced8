"""Watches each check, and looks how much time is left."""

import asyncio
import time


async def poll_until(check, interval, timeout):
    end = time.monotonic() + timeout
    while (left := end - time.monotonic()) > 0:
        task = asyncio.create_task(check())
        try:
            await asyncio.wait([task], timeout=left)
        finally:
            if not task.done():
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        if task.cancelled():
            break
        if task.result():
            return
        await asyncio.sleep(min(interval, end - time.monotonic()))
    raise TimeoutError
