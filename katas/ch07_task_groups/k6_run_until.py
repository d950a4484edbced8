"""Work until somebody says stop.

A service has some workers: one reads a queue, one sends mails, one writes statistics.
They work until they are done, or until the operator asks the service to stop. That is
a regular end, and no error. A worker that fails is one, and nobody may miss it.

You write  run_until
Tools      asyncio.TaskGroup, asyncio.Event, Task.cancel
Level      further
Time       30 minutes
"""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def run_until(stop: asyncio.Event, *workers: Coroutine[Any, Any, object]) -> None:
    """Run all workers at the same time, until all have ended or `stop` is set.

    When `stop` is set, the workers that are still at work are cancelled at once. They
    may take a while to clean up; when all of them have ended, this returns. If `stop`
    is set from the beginning, it is open whether the workers begin; a coroutine that
    does not begin has to be closed. No workers: this returns at once.

    When a worker fails, the others are cancelled at once, too. A worker that fails
    while it cleans up has failed as well.

    `stop` belongs to the caller: this waits for it, and never sets it. When this
    returns or raises, nothing that it started is there any more.

    Example:
        await run_until(stop, read_queue(), send_mails())

    Raises:
        ExceptionGroup: a worker failed. The errors of all workers that failed are in
            the group, or in groups inside it, and no others are.
        asyncio.CancelledError: somebody cancels this, while the workers work, or while
            they clean up because of `stop`. All workers are cancelled (those that clean
            up may be cancelled again, or not), and have ended when this is raised. If a
            worker fails meanwhile, its error may come out instead.
    """
    raise NotImplementedError
