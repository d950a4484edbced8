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
        self._children: set[asyncio.Task[object]] = set()
        self._failures: list[BaseException] = []
        self._is_open = True
        # The task that runs the block, as long as it runs the body.
        self._body: asyncio.Task[Any] | None = None
        self._has_cancelled_body = False

    async def __aenter__(self) -> "Nursery":
        """Begin the block; return this nursery."""
        self._body = asyncio.current_task()
        return self

    def start_soon(self, function: Function, *args: Any) -> None:
        """Start `function(*args)` in a task, as a child; do not wait for it.

        Children may start children. When all have been cancelled, or the block
        has ended, it raises RuntimeError, and does not call `function`.
        """
        if not self._is_open:
            raise RuntimeError("This nursery takes no more children.")
        child = asyncio.create_task(function(*args))
        self._children.add(child)
        child.add_done_callback(self._ended)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the block."""
        host, self._body = self._body, None
        interrupted = error
        if error is not None:
            self._close()
            if not isinstance(error, asyncio.CancelledError):
                self._failures.append(error)
        while self._children:
            try:
                await asyncio.wait(self._children)
            except asyncio.CancelledError as cancelled:
                interrupted = cancelled
                self._close()
        self._is_open = False
        if host is not None and self._has_cancelled_body:
            host.uncancel()
        if self._failures:
            raise BaseExceptionGroup("failures in a nursery", self._failures) from None
        # The nursery cancels the body after a failure only: this one is from outside.
        if interrupted is not None:
            raise interrupted

    def _ended(self, child: "asyncio.Task[object]") -> None:
        """Let go of a child; after the first failure, cancel all others."""
        self._children.discard(child)
        if child.cancelled() or (error := child.exception()) is None:
            return
        self._failures.append(error)
        if self._is_open and self._body is not None:
            self._has_cancelled_body = self._body.cancel()
        self._close()

    def _close(self) -> None:
        """Take no more children, and cancel those that are there, once."""
        if self._is_open:
            self._is_open = False
            for child in self._children:
                child.cancel()
