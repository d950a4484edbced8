"""Cancel a task, and wait until it has ended.

The connection is closed, so the task that reads from it has to stop. It still has to
write down what it has read. A program that goes on before that is done finds half a
file.

You write  cancel_and_wait
Tools      Task.cancel, asyncio.wait, Task.cancelling
Level      core
Time       20 minutes
"""

import asyncio
from typing import Any


async def cancel_and_wait(task: asyncio.Task[Any]) -> None:
    """Ask `task` to stop, and return when it has ended.

    The task is asked once. It may take a while to clean up; as soon as it has ended,
    cancelled or with a result, this returns. A task that had ended before, in whatever
    way, is left alone: this returns at once.

    The caller may have been cancelled before this begins, and be cleaning up. Only a
    cancellation that comes while this waits is raised.

    Example:
        await cancel_and_wait(reader)   and then   reader.done()  ->  True

    Raises:
        The exception of the task, if it ends with one after it was asked.
        asyncio.CancelledError: somebody cancels the caller while this waits; it is
            raised even if the task fails after that. Whether the task has ended by
            then, and whether it is asked again, is left open.
    """
    if task.done():
        return
    task.cancel()
    # `await task` would raise its CancelledError too; wait raises nobody's but ours.
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()
