"""Stop them, and do not wait for ever.

A server is told to stop. Its workers are cancelled, and each may finish what it has in
hand. But one of them hangs, and the machine will not wait for ever: after some seconds
you have to know which of them are still at work, and go on without them.

You write  stop_within
Tools      Task.cancel, asyncio.wait with timeout
Level      further
Time       15 minutes
"""

import asyncio
from asyncio import Task
from collections.abc import Iterable
from typing import Any


async def stop_within(tasks: Iterable["Task[Any]"], grace: float) -> set["Task[Any]"]:
    """Cancel all tasks; return those that have not ended `grace` seconds later.

    All of them are cancelled at once, and each of them only once: what a task does to
    clean up is never cut off, neither after `grace` seconds, nor if this is cancelled.
    This returns as soon as the last task has ended, at the latest after `grace`
    seconds. A task that is returned goes on, and may end later. A task that ended
    before, or in time, is not returned, however it ended; its exception is not raised
    here. A task that ends exactly when the time is over may be returned or not. With a
    `grace` of 0 no task that needs time to clean up is waited for. No tasks: an empty
    set, at once.

    The task that calls this is not among them. Nobody else has cancelled them yet.

    Example:
        await stop_within([quick, hanging], 3)  ->  {hanging}, after 3 seconds

    Raises:
        asyncio.CancelledError: somebody cancels this while it waits, also exactly when
            the time is over. It is raised at once; the tasks, which have been
            cancelled, are not waited for.
    """
    raise NotImplementedError
