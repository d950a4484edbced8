"""Work that takes a while to clean up, and what comes out of a cancelled coroutine."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from dojo.findings.source import is_mistake
from dojo.testing.cancel import cancelled_at
from dojo.virtual.clock import Clock
from dojo.virtual.timeline import Bar, timeline


class Job:
    """One piece of work; if it is cancelled, it cleans up before it ends.

    Nothing disturbs it while it cleans up: it takes its time, however often it is
    cancelled meanwhile.

    Args:
        name: what it is called in pictures and messages.
        takes: virtual seconds of work.
        cleanup: virtual seconds that it cleans up, if it is cancelled.
        result: what it returns.
        error: what it raises in place of a result.
        cleanup_error: what it raises after it has cleaned up; without it, it ends
            cancelled.
        swallows: whether it returns its result after it has cleaned up.

    Attributes:
        cancelled: the virtual seconds at which it was cancelled, one for each time.
        ended: the virtual second at which it had ended, None before that.

    Example:
        job = Job(takes=9, cleanup=3)
        task = await cancelled_at(job(), 1, 2)
        job.cancelled  ->  [1, 2]
        job.ended      ->  4
    """

    def __init__(
        self,
        name: str = "job",
        takes: float = 0,
        *,
        cleanup: float = 0,
        result: Any = None,
        error: BaseException | None = None,
        cleanup_error: BaseException | None = None,
        swallows: bool = False,
    ) -> None:
        self.name = name
        self.takes = takes
        self.cleanup = cleanup
        self.result = result
        self.error = error
        self.cleanup_error = cleanup_error
        self.swallows = swallows
        self.cancelled: list[float] = []
        self._bar: Bar | None = None

    @property
    def began(self) -> float | None:
        """The virtual second at which it began, None before that."""
        return None if self._bar is None else self._bar.began

    @property
    def ended(self) -> float | None:
        """The virtual second at which it had ended, None before that."""
        return None if self._bar is None else self._bar.ended

    @property
    def outcome(self) -> str:
        """How it went: "not begun", "at work", "answered", "failed" or "cancelled"."""
        return self._bar.outcome if self._bar else "not begun"

    def __call__(self, *args: Any) -> Coroutine[Any, Any, Any]:
        """Return a coroutine that does the work, whatever the arguments are."""
        coroutine = self._work()
        for attribute in ("__name__", "__qualname__"):
            setattr(coroutine, attribute, self.name)
        return coroutine

    async def _work(self) -> Any:
        self._bar = Bar(self.name, Clock().elapsed)
        with timeline().working(self._bar):
            try:
                await asyncio.sleep(self.takes)
            except asyncio.CancelledError:
                self.cancelled.append(Clock().elapsed)
                await self._clean_up()
                if self.cleanup_error is not None:
                    raise self.cleanup_error from None
                if not self.swallows:
                    raise
            else:
                if self.error is not None:
                    raise self.error
        return self.result

    async def _clean_up(self) -> None:
        """Sleep until it is clean, and write down each further cancellation."""
        end = Clock().elapsed + self.cleanup
        while (rest := end - Clock().elapsed) > 0:
            try:
                await asyncio.sleep(rest)
            except asyncio.CancelledError:
                self.cancelled.append(Clock().elapsed)


async def outcome_of(coro: Coroutine[Any, Any, Any], *instants: float) -> Any:
    """Run a coroutine in a task of its own, and return what came out of it.

    Args:
        coro: the coroutine.
        instants: virtual seconds from now at which it is cancelled, if it is not done.

    Returns:
        Its result, or the exception that it raised. A task that ended cancelled gives a
        CancelledError. An exception that was returned comes as ("returned", exception).

    Raises:
        NotImplementedError: the stub's own; the kata is not started.
        NameError, TypeError, and other mistakes of the answer's own lines.
    """
    task = await cancelled_at(coro, *instants)
    if task.cancelled():
        return asyncio.CancelledError()
    error = task.exception()
    if isinstance(error, NotImplementedError) or (error and is_mistake(error)):
        raise error
    if error is None and isinstance(task.result(), BaseException):
        return "returned", task.result()
    return task.result() if error is None else error


def leaves(error: BaseException) -> list[BaseException]:
    """Return the exceptions in a group, and in the groups inside it; else the error."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for inner in error.exceptions for leaf in leaves(inner)]


def told(outcome: Any) -> list[BaseException]:
    """Return the errors that came out, in a group or not; none of a result."""
    return leaves(outcome) if isinstance(outcome, BaseException) else []


def what_became_of(job: Job) -> str:
    """Return in words when a job was cancelled, and when it ended."""
    asked = [f"was cancelled at {at:g} s" for at in job.cancelled]
    end = "has not ended" if job.ended is None else f"ended at {job.ended:g} s"
    return ", ".join([*(asked or ["had heard of no cancellation"]), end])
