"""Raise the first error, and leave it as it is.

A shop asks some services about an order, all at the same time. Its callers are
older than exception groups: they catch OSError, and write it into a log, which
shows the line that failed, and why. A colleague has written `first_error` for
them. It runs, and it is wrong: repair it, so that it does what its docstring
says.

Given      jobs: coroutines that are already made; do not call them
You write  first_error
Tools      asyncio.TaskGroup, BaseExceptionGroup, raise
Level      further
Time       25 minutes
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

# A coroutine that is already made: do not call it. Its result is a number.
Job = Coroutine[Any, Any, int]


async def first_error(jobs: list[Job]) -> list[int]:
    """Run all jobs at the same time; return their results, in order.

    A failure cancels the others, waits until they have ended, and comes out
    itself: the very exception that came first, in no group, even if it is no
    Exception. Where a job raises a group, that group comes out. Later
    exceptions are dropped.

    It comes out as if nobody had caught it on its way:

    - its `__traceback__` ends at the line that failed;
    - its `__cause__`, its `__context__` and its `__suppress_context__` are
      what they were, unless the caller is handling an exception itself.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself.

    Example:
        await first_error([ask("stock"), ask("price")])  ->  [3, 20]
        try:
            await first_error([ask("stock"), fail(OSError("down"))])
        except OSError as error:
            error.__context__  ->  None
    """
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(job) for job in jobs]
    except BaseExceptionGroup as errors:
        first = errors.exceptions[0]
    else:
        return [task.result() for task in tasks]
    # Raised in the except clause, it would get the group as its context.
    raise first
