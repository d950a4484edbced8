"""Take the first answer that is one.

The same question goes to three servers. The first good answer wins; the others are told
to stop, so that nobody works for nothing.

You write  first_result
Tools      asyncio.wait, Task.cancel, try and finally
Level      core
Time       25 minutes
"""

from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def first_result(coros: Iterable[Coroutine[Any, Any, T]]) -> T:
    """Run all coroutines at the same time; return the result of the first to succeed.

    A coroutine that fails is out of the race, also if it fails at the moment at which
    another one succeeds, or while it is cancelled. When this returns or raises, none of
    the coroutines is at work any more: the others were cancelled, and have finished
    what they do when they are cancelled. There is at least one coroutine.

    Example:
        await first_result([ask("slow"), ask("broken"), ask("fast")])
        ->  the answer of "fast"

    Raises:
        The exception of the coroutine that failed last, where all of them fail.
        asyncio.CancelledError: somebody cancels this; then all are cancelled.
    """
    raise NotImplementedError
