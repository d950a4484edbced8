"""Cancel a task, and wait until it has ended.

The connection is closed, so the task that reads from it has to stop. First it
writes down what it has read. A program that does not wait for that finds half
a file.

You write  cancel_and_wait
Tools      Task.cancel, asyncio.wait, Task.cancelling
Level      core
Time       20 minutes
"""

import asyncio
from typing import Any


async def cancel_and_wait(task: asyncio.Task[Any]) -> None:
    """Ask `task` to stop, and return when it has ended.

    While the task cleans up, nothing disturbs it, unless somebody cancels the
    caller. If it fails, its exception is raised here. For a task that had
    ended before, in whatever way, this does nothing.

    If the caller is cancelled while this waits, this ends cancelled, whatever
    the task ends with. It may be called in a `finally`, and with
    `asyncio.timeout` around it.

    Example:
        await cancel_and_wait(reader)   and then   reader.done()  ->  True
    """
    raise NotImplementedError
