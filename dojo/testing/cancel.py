"""Cancels a coroutine at an instant of the virtual clock, or wherever it waits."""

import asyncio
import functools
import types
from collections.abc import Callable, Coroutine, Generator
from typing import Any, TypeVar

from dojo.virtual.order import step_of
from dojo.virtual.timeline import timeline

T = TypeVar("T")


async def cancelled_at(
    coro: Coroutine[Any, Any, T], *instants: float, late: bool = False
) -> "asyncio.Task[T]":
    """Run a coroutine, and cancel it at some instants, if it is not done by then.

    Args:
        coro: the coroutine; it begins at once.
        instants: virtual seconds from now.
        late: at an instant at which something else ends, whether the cancellation comes
            after that, and before the coroutine has heard of it. Otherwise it comes
            first.

    Returns:
        Its task, which is done. It has not been looked at: ask whether it was cancelled
        before you ask for its result.

    Example:
        task = await cancelled_at(save(page), 1, 2)
        assert task.cancelled()
    """
    task = asyncio.create_task(coro)
    loop = asyncio.get_running_loop()
    cancel = functools.partial(loop.call_soon, task.cancel) if late else task.cancel
    timers = [loop.call_later(instant, cancel) for instant in sorted(instants)]
    await asyncio.wait([task])
    for timer in timers:
        timer.cancel()
    return task


class Cancellation:
    """A point at which a coroutine is cancelled.

    Args:
        point: how often it has been suspended by then; 0 is before it has begun.
    """

    def __init__(self, point: int) -> None:
        self.point = point

    async def of(self, coro: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """Run a coroutine, and cancel it at this point.

        Returns:
            Its task, which is done; it may have been done before the point.

        Raises:
            Whatever the coroutine raises, but for its cancellation.
        """
        self._task = task = asyncio.create_task(self._counted(coro))
        if self.point == 0:
            task.cancel()
        await asyncio.wait([task])
        # Where it was cancelled at once, it has not begun.
        coro.close()
        if not task.cancelled():
            task.result()
        return task

    def __repr__(self) -> str:
        return f"cancelled at wait {self.point}" if self.point else "cancelled at once"

    async def _counted(self, coro: Coroutine[Any, Any, T]) -> T:
        return await self._passed_on(coro)

    @types.coroutine
    def _passed_on(self, coro: Coroutine[Any, Any, T]) -> Generator[Any, Any, T]:
        """Run a coroutine, and ask for its cancellation where it is suspended."""
        resume: Callable[[], Any] = functools.partial(coro.send, None)
        waits = 0
        while True:
            try:
                awaited = resume()
            except StopIteration as end:
                result: T = end.value
                return result
            waits += 1
            if waits == self.point:
                timeline().steps.append(step_of("cancelled", coro))
                asyncio.get_running_loop().call_soon(self._task.cancel)
            try:
                value = yield awaited
                resume = functools.partial(coro.send, value)
            except BaseException as error:
                resume = functools.partial(coro.throw, error)
