"""Stop them, and do not wait for ever.

A server is told to stop. Its workers are cancelled, and each may finish what
it has in hand. But one of them hangs, and the machine will not wait for ever:
after some seconds you have to know which of them are still at work, and go on
without them.

You write  stop_within
Tools      Task.cancel, asyncio.wait with timeout
Level      further
Time       15 minutes
"""

import asyncio
from asyncio import Task
from typing import Any


async def stop_within(tasks: list[Task[Any]], grace: float) -> set[Task[Any]]:
    """Cancel all tasks; return those still at work `grace` seconds later.

    All of them are cancelled at once. This returns as soon as the last one has
    ended, at the latest after `grace` seconds. In whatever way a task has
    ended, before this or in time, it is not returned, and its exception is not
    raised here.

    Nothing that a task does to clean up is cut off, neither when the time is
    over, nor when this is cancelled. Cancelled, this ends cancelled at once,
    and waits for nothing; the tasks go on.

    It may be called in a `finally`, and with `asyncio.timeout` around it.

    Example:
        await stop_within([quick, hanging], 3)  ->  {hanging}, after 3 seconds
    """
    raise NotImplementedError
