"""A service beside the block.

A worker holds a lease on a job, and renews it again and again while it works.
When the work is done, nobody is to renew it any more. When the lease cannot be
renewed, the work has to stop at once: another worker may have begun.

Given      service: a coroutine function that is called without arguments
You write  background
Tools      contextlib.asynccontextmanager, asyncio.TaskGroup, Task.cancel
Level      further
Time       25 minutes
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

# A coroutine function: call it, and you get a coroutine.
Service = Callable[[], Coroutine[Any, Any, object]]


@contextlib.asynccontextmanager
async def background(service: Service) -> AsyncIterator[asyncio.Task[object]]:
    """Run service() in a task while the block runs; give the block this task.

    When the block ends, the service is cancelled. What stands after the block
    runs when the service has ended. A service that returns before that, or
    that the block cancels, disturbs nobody.

    A failure, of the service or of the block, cancels the other, waits until
    it has ended, and comes out in an ExceptionGroup. So does what the other
    one raises while it cleans up.

    It takes back its own cancellation of the block: after the block,
    `Task.cancelling()` counts those from outside alone.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself, if nothing has failed.

    Example:
        async with background(renew_lease):
            await work()
    """
    async with asyncio.TaskGroup() as group:
        task = group.create_task(service())
        yield task
        task.cancel()
