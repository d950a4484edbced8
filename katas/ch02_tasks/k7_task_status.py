"""Say how a task is.

A program that starts tasks wants to know how they are, without waiting for them and
without being hit by their exceptions.

You write  task_status
Tools      Task.done, Task.cancelled, Task.exception
Level      core
Time       10 minutes
"""

import asyncio
from typing import Any, Literal

Status = Literal["pending", "done", "failed", "cancelled"]


def task_status(task: asyncio.Task[Any]) -> Status:
    """Return how a task is, without waiting for it and without raising.

    A task that has not ended is "pending"; one that returned a result is "done"; one
    that ended with an exception is "failed"; one that was cancelled is "cancelled".
    The exception of a failed task counts as seen: asyncio does not complain later that
    it was never retrieved.

    Example:
        task_status(asyncio.create_task(asyncio.sleep(1)))  ->  "pending"
    """
    raise NotImplementedError
