"""Interrupt what is running.

A console runs one command at a time. When the user presses Ctrl+C, the command
stops and the console asks for the next one. When the connection is lost, the
console itself is cancelled, and must end. A CancelledError looks the same in
both cases.

Given      Interrupted, an exception
You write  the methods of Interruptible
Tools      asyncio.create_task, Task.cancel, Task.cancelling, Task.uncancel
Level      master
Time       40 minutes
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Interrupted(Exception):
    """The operation was interrupted."""


class Interruptible:
    """Runs operations, one after another, that can be interrupted.

    Example:
        console = Interruptible()
        await console.run(search())  ->  what search() found; or, if another
        task calls console.interrupt() meanwhile: search() is cancelled,
        Interrupted is raised
    """

    def __init__(self) -> None:
        """Run nothing yet."""
        self._running: asyncio.Task[Any] | None = None
        self._interrupted = False

    async def run(self, coro: Coroutine[Any, Any, T]) -> T:
        """Run an operation, and return its result or raise its exception.

        If `interrupt` is called meanwhile, Interrupted is raised when the
        operation has ended, in whatever way. If it has failed, its exception
        is the `__cause__`.

        Cancelled, this cancels the operation, waits until that has ended, and
        is cancelled itself, also where `interrupt` is called too.

        After Interrupted, `cancelling()` of the calling task is what it was
        before. It may be called in a `finally`, and with `asyncio.timeout`
        around it.
        """
        operation = asyncio.create_task(coro)
        self._running, self._interrupted = operation, False
        cancelled: asyncio.CancelledError | None = None
        while not operation.done():
            try:
                await asyncio.wait([operation])
            except asyncio.CancelledError as error:
                cancelled = error
                operation.cancel()
        self._running = None
        failure = None if operation.cancelled() else operation.exception()
        if cancelled is not None:
            raise cancelled from failure
        if self._interrupted:
            raise Interrupted from failure
        return operation.result()

    def interrupt(self) -> None:
        """Cancel the operation that is running, and return at once.

        Further calls do not disturb an operation that cleans up. While nothing
        is running, nothing happens, neither to the caller of `run` nor to the
        next operation.
        """
        if self._running is not None and not self._interrupted:
            self._interrupted = True
            self._running.cancel()
