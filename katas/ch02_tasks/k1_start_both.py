"""Start two things at once.

A coroutine that you await runs to its end before your next line. A **task** runs by
itself: make one of each of two coroutines, and both are at work while you wait.

You write  start_both
Tools      asyncio.create_task, await, Task.cancel
Level      core
Time       20 minutes
"""

from collections.abc import Coroutine
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")


async def start_both(
    first: Coroutine[Any, Any, A], second: Coroutine[Any, Any, B]
) -> tuple[A, B]:
    """Run both coroutines at the same time, and return both results.

    The results come in the order of the arguments, when the slower one is done. If one
    of them fails, the other is cancelled at once; when it has ended too, the exception
    is raised.

    Example:
        await start_both(load("ada"), load("grace"))  ->  ("Ada", "Grace")

    Raises:
        The exception of the coroutine that failed first: itself, not an ExceptionGroup.
    """
    raise NotImplementedError
