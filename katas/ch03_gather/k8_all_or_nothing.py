"""All of them, or none.

An order is paid, packed and announced. If one of the three fails, the others have to
stop, and to take back what they did, before anybody hears of it.

You write  all_or_nothing
Tools      asyncio.gather or asyncio.TaskGroup, Task.cancel
Level      core
Time       25 minutes
"""

from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def all_or_nothing(coros: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Run all coroutines at the same time; return their results, in order.

    If one of them fails, all others are cancelled at once. They may take a while to
    clean up; when all of them have ended, the exception is raised. No coroutines: an
    empty list.

    Example:
        await all_or_nothing([pay(), pack(), tell()])  ->  ["paid", "packed", "told"]

    Raises:
        The exception of the coroutine that failed first: itself, not an ExceptionGroup.
        asyncio.CancelledError: somebody cancels this; then all are cancelled, and have
            ended when this is raised.
    """
    raise NotImplementedError
