"""Tick on time, whatever your user does.

A recorder reads a sensor every ten seconds, in an `async for` loop over a ticker. A
reading takes a while, now and then longer than ten seconds. With `sleep(10)` between
two readings, the last one of a day came an hour late. A ticker keeps to its timetable.

You write  ticker
Tools      async def, yield, loop.time, asyncio.sleep
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import AsyncIterator


async def ticker(interval: float, count: int) -> AsyncIterator[int]:
    """Yield 0, 1, 2, … count - 1, each when its time has come.

    The clock starts when the first tick is asked for. The ticks are due `interval`,
    2 * `interval`, 3 * `interval` … seconds after that: the first one is not due at
    once. How long the user works between two ticks does not move the timetable.

    A tick that is asked for before it is due comes when it is due. One that is asked
    for later comes at once. So a slow user loses no tick: those that are overdue come
    as fast as they are asked for, until the user has caught up; then the timetable
    holds again.

    `interval` and `count` are 0 or more. With an interval of 0 each tick comes at once.
    After the last tick, or with a count of 0, the ticker ends at once.

    When the ticker is closed early, or the task that waits for a tick is cancelled,
    nothing of it goes on.

    Example:
        async for number in ticker(10, 3):
            print(number, await read_sensor())  # after 10, 20 and 30 seconds

    Raises:
        asyncio.CancelledError: somebody cancels the task that waits for a tick.
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
