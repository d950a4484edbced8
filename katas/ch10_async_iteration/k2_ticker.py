"""Tick on time, whatever your user does.

A recorder reads a sensor every ten seconds, in an `async for` loop. A reading
takes a while: with `sleep(10)` after each, the last one of a day came an hour
late.

You write  ticker
Tools      async def, yield, loop.time, asyncio.sleep
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import AsyncIterator


async def ticker(interval: float, count: int) -> AsyncIterator[int]:
    """Yield 0, 1, 2, … count - 1, each when its time has come.

    The clock starts when the first tick is asked for; the ticks are due
    `interval`, 2 * `interval`, 3 * `interval` … seconds after that. One that
    is asked for later comes at once, so none is lost. After the last one it
    ends at once.

    `interval` and `count` are 0 or more.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself.

    Example:
        async for number in ticker(10, 3):
            print(number, await read_sensor())  # after 10, 20 and 30 seconds
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
