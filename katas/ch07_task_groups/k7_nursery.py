"""A task group of your own.

You have used asyncio.TaskGroup as a tool; now you want to know how it works. Write the
small one that other libraries call a nursery, in some thirty lines, and without
asyncio.TaskGroup. What is hard is not to wait for the children: it is to know, of each
cancellation, whose it is.

You write  the methods of Nursery
Tools      asyncio.current_task, Task.cancel, Task.uncancel, ExceptionGroup
Level      master
Time       60 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any


class Nursery:
    """Children that do not outlive the block in which they were started.

    The block has ended when what stands in it, the body, has ended, and all children.

    Failures: the first exception of a child or of the body cancels all that still runs:
    the children at once, and the body too if it has not ended. They may take a while to
    clean up, and each child is cancelled once only. A child that ends with a
    CancelledError has not failed: the others go on.

    The nursery's own cancellation of the body stays inside: after the block,
    `Task.cancelling()` of the task that runs the block is what it was before, and that
    task can go on.

    Cancellation from outside: if somebody else cancels the task that runs the block,
    all children are cancelled as soon as the body has ended; it may have ended before.
    If the task is cancelled again meanwhile, they clean up all the same. Cancellations
    from outside stay counted in `Task.cancelling()`.

    A nursery is for one block. A body that catches a CancelledError and goes on is no
    concern of this kata.

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

    def start_soon(
        self, function: Callable[..., Coroutine[Any, Any, object]], *args: Any
    ) -> None:
        """Start `function(*args)` in a task, as a child, and do not wait for it.

        Children may start further children, also when the body has ended.

        Raises:
            RuntimeError: the block has ended, or all children have been cancelled. Then
                `function` is not called.
        """
        raise NotImplementedError

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the block: wait until all children have ended.

        Raises:
            ExceptionGroup: something failed. It holds the exceptions of the children
                and of the body, in any order, also those raised while cleaning up, and
                no CancelledError. It is raised also if somebody cancelled the task from
                outside before or after that.
            asyncio.CancelledError: somebody cancelled the task from outside, and
                nothing failed.
        """
        raise NotImplementedError
