"""Work until somebody says stop.

A service has some workers: one reads a queue, one sends mails, one writes
statistics. They work until they are done, or until the operator asks the
service to stop. That is a regular end, and no error. A worker that fails is
one, and nobody may miss it.

Given      workers: coroutines that are already made; do not call them
You write  run_until
Tools      asyncio.TaskGroup, asyncio.Event, Task.cancel
Level      further
Time       30 minutes
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

# A coroutine that is already made: do not call it.
Worker = Coroutine[Any, Any, object]


async def run_until(stop: asyncio.Event, *workers: Worker) -> None:
    """Run all workers at the same time, until all have ended or `stop` is set.

    When `stop` is set, the workers that are still at work are cancelled at
    once; this returns when they have ended. It never sets `stop` itself. When
    this ends, nothing that it started is there any more.

    A failure cancels the others, waits until they have ended, and comes out in
    an ExceptionGroup. So do the errors of those that fail while they clean up,
    also after a stop.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself, also while the workers clean up after a stop.

    Example:
        await run_until(stop, read_queue(), send_mails())
    """
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(worker) for worker in workers]
        watcher = group.create_task(_cancel_at(stop, tasks))
        if tasks:
            await asyncio.wait(tasks)
        # Else the group would wait for a `stop` that may never come.
        watcher.cancel()


async def _cancel_at(stop: asyncio.Event, tasks: list[asyncio.Task[object]]) -> None:
    """Cancel the tasks when `stop` is set."""
    await stop.wait()
    for task in tasks:
        task.cancel()
