"""Keeps its start where all tickers share it.

Caught by: test_the_clock_starts_with_the_first_tick
"""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    if not hasattr(ticker, "start"):
        ticker.start = loop.time()
    for number in range(count):
        await asyncio.sleep(ticker.start + (number + 1) * interval - loop.time())
        yield number
