"""A task group of your own.

You have used asyncio.TaskGroup as a tool; now write a small one without it.
What is hard is to know, of each cancellation, whose it is.

You write  the methods of Nursery
Tools      asyncio.current_task, Task.cancel, Task.uncancel, ExceptionGroup
Level      master
Time       60 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any

# A coroutine function: call it, and you get a coroutine.
Function = Callable[..., Coroutine[Any, Any, object]]


class Nursery:
    """Children that do not outlive the block in which they were started.

    The block ends when its body (what stands in it) and all children have
    ended.

    A failure (an Exception) of a child or of the body cancels the others, the
    body too, waits until they have ended, and comes out in an ExceptionGroup.
    So do the errors of those that fail while they clean up. A child that ends
    with a CancelledError has not failed.

    The nursery takes back its own cancellation of the body: after the block,
    `Task.cancelling()` counts those from outside alone.

    Cancelled from outside, it cancels the children when the body has ended,
    waits until they have ended, and is cancelled itself, if nothing has
    failed.

    Example:
        async with Nursery() as nursery:
            nursery.start_soon(fetch, "a")
            nursery.start_soon(fetch, "b")
        # Here both have been fetched.
    """

    def __init__(self) -> None:
        """Have no children yet."""
        raise NotImplementedError

    async def __aenter__(self) -> "Nursery":
        """Begin the block; return this nursery."""
        raise NotImplementedError

    def start_soon(self, function: Function, *args: Any) -> None:
        """Start `function(*args)` in a task, as a child; do not wait for it.

        Children may start children. When all have been cancelled, or the block
        has ended, it raises RuntimeError, and does not call `function`.
        """
        raise NotImplementedError

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the block."""
        raise NotImplementedError
