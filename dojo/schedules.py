"""Hypothesis strategies for time: latencies, orders of ready tasks, points to cancel.

A right program is right in any order, and may be cancelled wherever it waits. These
strategies look for the order, or the point, at which it is not. Hypothesis makes what
they find small, and the failure shows the steps. The suites are derandomized
(`tests/conftest.py`), so the same steps are found in every run.
"""

import asyncio
import functools
import types
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from typing import Any, TypeVar

from hypothesis import strategies as st

from dojo.timeline import timeline
from dojo.waiting import task_spot

T = TypeVar("T")

# More choices cost seconds, and find nothing that fewer would not.
MOST_CHOICES = 150
MOST_POINTS = 12


def latencies(most: int = 60) -> st.SearchStrategy[float]:
    """Return a strategy for virtual seconds, in quarters of a second.

    Args:
        most: the longest latency, in virtual seconds.
    """
    return st.integers(0, most * 4).map(lambda quarters: quarters / 4)


@st.composite
def orders(draw: st.DrawFn) -> "Order":
    """Return a strategy for the orders in which ready tasks run.

    Example:
        @given(order=orders())
        async def test_no_update_is_lost(order):
            with order:
                await asyncio.gather(add(1), add(2))
    """
    return Order(draw(st.data()))


def cancellations(
    least: int = 0, most: int = MOST_POINTS
) -> "st.SearchStrategy[Cancellation]":
    """Return a strategy for the points at which a coroutine is cancelled.

    Args:
        least: the first point; 0 is before it has begun, 1 where it first waits.
        most: the last point.

    Example:
        @given(cancellation=cancellations())
        async def test_it_gives_back_what_it_took(cancellation):
            await cancellation.of(use(resource))
            assert resource.is_free
    """
    return st.integers(least, most).map(Cancellation)


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


class Order:
    """An order in which ready tasks run, in the block of its `with` statement.

    asyncio's own order is first in, first out. In the block the next task may be any
    of those whose steps stand first in the queue; callbacks keep their place.

    Args:
        data: where the choices are drawn.
    """

    def __init__(self, data: st.DataObject) -> None:
        self._data = data
        self._choices_left = MOST_CHOICES

    def __enter__(self) -> None:
        loop: Any = asyncio.get_running_loop()
        loop._ready = _AnyOrder(loop._ready, self._choose)

    def __exit__(self, *_: object) -> None:
        loop: Any = asyncio.get_running_loop()
        loop._ready = deque(loop._ready)

    def __repr__(self) -> str:
        return "an order of ready tasks"

    def _choose(self, tasks: list[asyncio.Task[Any]]) -> int:
        if not self._choices_left:
            return 0
        # Hypothesis may end an example here; the rest runs in asyncio's own order.
        left, self._choices_left = self._choices_left, 0
        chosen = self._data.draw(st.integers(0, len(tasks) - 1))
        self._choices_left = left - 1
        timeline.steps.append(_step(tasks[chosen]))
        return chosen


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
        task = asyncio.create_task(_counting(coro, self._suspended))
        self._task = task
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

    def _suspended(self, times: int) -> None:
        if times == self.point:
            timeline.steps.append(f"cancelled while {_step(self._task)}")
            asyncio.get_running_loop().call_soon(self._task.cancel)


async def _counting(coro: Coroutine[Any, Any, T], tell: Callable[[int], None]) -> T:
    """Run a coroutine, and tell how often it has been suspended."""
    return await _passed_on(coro, tell)


@types.coroutine
def _passed_on(
    coro: Coroutine[Any, Any, T], tell: Callable[[int], None]
) -> Generator[Any, Any, T]:
    resume: Callable[[], Any] = functools.partial(coro.send, None)
    times = 0
    while True:
        try:
            awaited = resume()
        except StopIteration as end:
            result: T = end.value
            return result
        times += 1
        tell(times)
        try:
            value = yield awaited
            resume = functools.partial(coro.send, value)
        except GeneratorExit:
            coro.close()
            raise
        except BaseException as error:
            resume = functools.partial(coro.throw, error)


class _AnyOrder(deque[asyncio.Handle]):
    """A ready queue that asks which of the leading task steps is next."""

    def __init__(
        self,
        ready: deque[asyncio.Handle],
        choose: Callable[[list[asyncio.Task[Any]]], int],
    ) -> None:
        super().__init__(ready)
        self._choose = choose

    def popleft(self) -> asyncio.Handle:
        """Take the next callback out of the queue."""
        tasks = _leading_tasks(self)
        if len(tasks) < 2:
            return super().popleft()
        chosen = self._choose(tasks)
        handle = self[chosen]
        del self[chosen]
        return handle


def _leading_tasks(ready: deque[Any]) -> list[asyncio.Task[Any]]:
    """Return the tasks whose steps stand at the head of a queue."""
    tasks = []
    for handle in ready:
        task = getattr(handle._callback, "__self__", None)
        if not isinstance(task, asyncio.Task):
            break
        tasks.append(task)
    return tasks


def _step(task: asyncio.Task[Any]) -> str:
    """Return a task and the line at which it goes on, in one line."""
    spot = task_spot(task)
    if spot is None:
        return task.get_name()
    return f"{task.get_name()} at {spot.place.rpartition('/')[2]}: {spot.source}"
