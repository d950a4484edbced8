"""Count the errors you know, and raise the others.

An import runs some jobs at the same time. Two kinds of errors are everyday life there:
bad data (ValueError) and a bad network (OSError). You only count them, for the report.
Any other error is a bug: somebody has to see it. The jobs have task groups of their
own, so groups of errors may come out of them.

Given      Counts
You write  sort_errors
Tools      asyncio.TaskGroup, except*, BaseExceptionGroup.split
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, NamedTuple


class Counts(NamedTuple):
    """How many errors of each kind there were."""

    value_errors: int
    os_errors: int


async def sort_errors(coros: Iterable[Coroutine[Any, Any, object]]) -> Counts:
    """Run all coroutines at the same time; return how many errors of two kinds came.

    When a coroutine fails, all others are cancelled at once, each of them once. They
    may take a while to clean up, and may fail meanwhile, too. The errors are looked at
    when all have ended.

    What counts are the errors that happened, not the groups in which they lie: where a
    coroutine raises a group, each error in it, or in the groups inside it, counts. A
    UnicodeError is a ValueError, and a TimeoutError is an OSError, since they inherit
    from them.

    If any other error happened, nothing is counted: the other errors are raised, all of
    them and no others, in one group, or in groups inside it. They are the very same
    exceptions, and need not be instances of Exception.

    A coroutine that ends with a CancelledError has not failed: it counts nowhere, and
    the others go on. (A CancelledError in a group is an error like any other.) No
    coroutines, or no errors: both counts are 0.

    Example:
        await sort_errors([read(), send(), store()])
        ->  Counts(value_errors=0, os_errors=1), where send() failed with an OSError

    Raises:
        BaseExceptionGroup: an error of another kind happened. It is an ExceptionGroup,
            where all of these errors are instances of Exception.
        asyncio.CancelledError: somebody cancels this, and no coroutine fails, neither
            before that nor meanwhile; then all are cancelled at once, and have ended
            when this is raised. If one fails, this kata leaves open what comes out.
    """
    raise NotImplementedError
