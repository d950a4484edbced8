"""Moves the time of the next tick on by one interval each time."""

import asyncio
import time


async def ticker(interval, count):
    due = time.monotonic()
    for number in range(count):
        due += interval
        if (missing := due - time.monotonic()) > 0:
            await asyncio.sleep(missing)
        yield number
