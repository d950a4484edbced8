"""Waits for what never comes, with a time-out at the time of the tick."""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    never = asyncio.Event()
    for number in range(1, count + 1):
        try:
            async with asyncio.timeout_at(start + number * interval):
                await never.wait()
        except TimeoutError:
            yield number - 1
