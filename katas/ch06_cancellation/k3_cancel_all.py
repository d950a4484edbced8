"""Cancel them all, and hear what went wrong.

The program ends. Twenty tasks are still at work, and each needs a moment to
clean up. What goes wrong in there has to be in the log.

You write  cancel_all
Tools      Task.cancel, asyncio.gather with return_exceptions, or asyncio.wait
Level      core
Time       20 minutes
"""

import asyncio


async def cancel_all(tasks: list[asyncio.Task[None]]) -> list[Exception]:
    """Cancel all `tasks`, wait until they end, and return their exceptions.

    All are cancelled at once. While they clean up, nothing disturbs them,
    unless somebody cancels the caller.

    The list holds the exceptions of those that failed, before or now, in any
    order. To be cancelled is not to fail.

    If the calling task is among `tasks`, it is left alone.

    If the caller is cancelled while this waits, this ends cancelled, whatever
    the tasks end with. It may be called in a `finally`, and with
    `asyncio.timeout` around it.

    Example:
        await cancel_all(list(asyncio.all_tasks()))  ->  [OSError("cannot log
            out")]
    """
    raise NotImplementedError
