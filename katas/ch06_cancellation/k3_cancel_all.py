"""Cancel them all, and hear what went wrong.

The program ends. Twenty tasks are still at work, and each needs a moment to clean up:
all of them together, not one after another. Whatever goes wrong in there has to be in
the log, and must not keep the others from ending.

You write  cancel_all
Tools      Task.cancel, asyncio.gather with return_exceptions, or asyncio.wait
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import Iterable
from typing import Any


async def cancel_all(tasks: Iterable[asyncio.Task[Any]]) -> list[Exception]:
    """Ask all `tasks` to stop, wait until they have ended; return their exceptions.

    All are asked at once, each of them once, so their cleaning up goes on at the same
    time. This returns when the last one has ended. No tasks: an empty list.

    The list holds the exceptions of the tasks that failed, before or after they were
    asked, in any order. A task that was cancelled, or that has a result, has not
    failed. The exceptions are Exceptions, and no task returns one as its result.

    The task that calls this may be among `tasks`; it is left alone. It may have been
    cancelled before, and be cleaning up. `tasks` may be an iterator.

    Example:
        await cancel_all(asyncio.all_tasks())  ->  [OSError("cannot log out")]

    Raises:
        asyncio.CancelledError: somebody cancels the caller while this waits. Whether
            the tasks have ended by then, and whether they are asked again, is left
            open.
    """
    raise NotImplementedError
