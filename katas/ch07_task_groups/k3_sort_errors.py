"""Count the errors you know, and raise the others.

An import only counts bad data (ValueError) and a bad network (OSError). Any
other error is a bug.

Given      Counts; jobs: coroutines that are already made; do not call them
You write  sort_errors
Tools      asyncio.TaskGroup, except*, BaseExceptionGroup.split
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, NamedTuple

# A coroutine that is already made: do not call it.
Job = Coroutine[Any, Any, object]


class Counts(NamedTuple):
    """How many of each kind were raised."""

    value_errors: int
    os_errors: int


async def sort_errors(jobs: list[Job]) -> Counts:
    """Run all jobs at once; count the ValueErrors and OSErrors they raise.

    A failure cancels the others, and waits until they have ended; they may
    fail, too. Where a job raises a group, each error in it counts, however
    deep it lies.

    Other errors come out instead, all of them, in a BaseExceptionGroup; no
    ValueError or OSError comes with them.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself (unless a job fails, too).

    Example:
        await sort_errors([read(), send(), store()])
        ->  Counts(value_errors=0, os_errors=1), where send() failed with a
            TimeoutError
    """
    raise NotImplementedError
