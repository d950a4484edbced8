"""Raise the first error, and leave it as it is.

A shop asks some services about an order, all at the same time. Its callers are older
than exception groups: they catch OSError, and write it into a log, which shows the line
that failed, and why. A colleague has written `first_error` for them. It runs, and it is
wrong: repair it, so that it does what its docstring says.

You write  first_error
Tools      asyncio.TaskGroup, BaseExceptionGroup, raise
Level      further
Time       25 minutes
"""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def first_error(coros: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Run all coroutines at the same time; return their results, in order.

    No coroutines: an empty list.

    If one of them fails, all others are cancelled at once. They may take a while to
    clean up; when all of them have ended, the exception that came first is raised. One
    that fails while it cleans up fails later. Of two that fail at the same moment, it
    is open which one is raised. The other exceptions are dropped.

    What is raised is the very exception that the coroutine raised, and no group around
    it. To the caller it looks as if nobody had caught it on its way:

    - its `__traceback__` ends at the line that failed;
    - its `__cause__`, its `__context__` and its `__suppress_context__` are what they
      were when it left the coroutine.

    This holds for every type of exception, also for one that is a BaseException and no
    Exception (but it is open what KeyboardInterrupt and SystemExit do, and a coroutine
    that raises CancelledError of its own accord). If a coroutine itself raises a group
    of exceptions, then that very group comes out, whatever is in it.

    Example:
        await first_error([ask("stock"), ask("price")])  ->  [3, 20]
        try:
            await first_error([ask("stock"), fail(OSError("down"))])
        except OSError as error:
            error.__context__  ->  None

    Raises:
        The exception of the coroutine that failed first.
        asyncio.CancelledError: somebody cancels this, at any moment. All coroutines are
            cancelled (those that clean up may be cancelled again, or not), and have
            ended when this is raised. If a coroutine has failed before or fails
            meanwhile, its exception may come out instead.
    """
    try:
        async with asyncio.TaskGroup() as tasks:
            started = [tasks.create_task(coro) for coro in coros]
    except ExceptionGroup as group:
        raise group.exceptions[0]
    return [task.result() for task in started]
