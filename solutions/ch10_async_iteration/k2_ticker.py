"""Tick at fixed times, however long the work takes.

A machine is to be asked for its temperature every five seconds. To ask takes a while.
If you ask, and then sleep for five seconds, you ask every six; after a day you are
hours behind.

You write  ticker
Tools      loop.time, asyncio.sleep, yield
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import AsyncIterator


async def ticker(interval: float, count: int) -> AsyncIterator[int]:
    """Yield 0, 1, 2, … `count - 1`, each of them at its time.

    The time begins when the first number is asked for. Number `i` comes `i + 1`
    intervals (of `interval` seconds, 0 or more) later; but if it is asked for after
    that, it comes at once. So a consumer that was slow for a while gets the numbers it
    has missed one right after the other, and then goes on in time. `count` 0: nothing.

    Example:
        async for number in ticker(5, 3):
            ...  # at 5, 10 and 15 s, also if this takes 2 s each time
    """
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        # Where that time has passed already, this only lets others run.
        await asyncio.sleep(start + (number + 1) * interval - loop.time())
        yield number
