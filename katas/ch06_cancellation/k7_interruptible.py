"""Interrupt what is running.

A console runs one command at a time. When the user presses Ctrl+C, the command stops
and the console asks for the next one. When the connection is lost, the console itself
is cancelled, and must end. A CancelledError looks the same in both cases.

Given      Interrupted, an exception
You write  the methods of Interruptible
Tools      asyncio.create_task, Task.cancel, Task.cancelling, Task.uncancel
Level      master
Time       40 minutes
"""

import asyncio
from asyncio import Task
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Interrupted(Exception):
    """The operation was interrupted."""


class Interruptible:
    """Runs operations, one after another, that can be interrupted.

    An operation is running from the moment at which `run` begins until `run` returns or
    raises. While one is running, nobody calls `run` again.

    Example:
        console = Interruptible()
        await console.run(search())  ->  what search() found; or, if another task calls
        console.interrupt() meanwhile: search() is cancelled, Interrupted is raised
    """

    def __init__(self) -> None:
        """Run nothing yet."""
        raise NotImplementedError

    async def run(self, coro: Coroutine[Any, Any, T]) -> T:
        """Run an operation, and return its result.

        If `interrupt` is called while it is running, the operation is cancelled. It may
        take a while to clean up; when it has ended, Interrupted is raised, whatever the
        operation ended with: also if it ended with a result, and if it would have ended
        at that very moment. If it ended with another exception than a CancelledError,
        this is the `__cause__` of Interrupted.

        If somebody cancels the task that calls this, the operation is cancelled, and
        when it has ended, CancelledError is raised, also where `interrupt` is called
        before, at the same moment, or after that, or where there are several
        cancellations. (Left open: whether a cancellation reaches an operation that is
        cleaning up already, and what comes out if the operation turns one into
        something other than a CancelledError.)

        An interruption leaves no trace in the calling task: its `cancelling()` counts
        what others asked for, no more and no less. However this ends, the next
        operation can be run.

        Raises:
            Interrupted: `interrupt` was called while the operation was running.
            asyncio.CancelledError: somebody cancelled the task that calls this; or the
                operation ended with a CancelledError of its own, without either.
            Whatever the operation raises, if it was neither interrupted nor cancelled.
        """
        raise NotImplementedError

    def interrupt(self) -> None:
        """Cancel the operation that is running, and return at once.

        Only the first call does so: what an operation does to clean up after an
        interruption is not cut off by another one. While nothing is running, nothing
        happens, neither to the caller of `run` nor to the next operation.

        It is called by another task or by a callback, never by the operation itself.
        """
        raise NotImplementedError
