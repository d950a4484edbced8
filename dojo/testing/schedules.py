"""Hypothesis strategies for time: latencies, orders of ready tasks, points to cancel.

A right program is right in any order, and may be cancelled wherever it waits. These
strategies look for the order, or the point, at which it is not. Hypothesis makes what
they find small, and the failure shows the steps. The suites are derandomized
(`tests/conftest.py`), so the same steps are found in every run.
"""

import asyncio
import functools
import itertools
import linecache
import string
import textwrap
import types
from collections import deque
from collections.abc import Callable, Coroutine, Generator, Iterator
from typing import Any, TypeVar

from hypothesis import strategies as st

from dojo.findings.source import is_answer
from dojo.virtual.tasks import innermost_frame, is_the_test
from dojo.virtual.timeline import timeline

T = TypeVar("T")

# More choices cost seconds, and find nothing that fewer would not.
MOST_CHOICES = 150
MOST_POINTS = 12

# A step fits into one line.
_PLAIN = (int, float, str, bytes, bool, type(None))
_LONGEST_SOURCE = 48
_LONGEST_VALUE = 20
_MOST_VALUES = 4


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
    of those whose steps stand first in the queue; callbacks keep their place. Each step
    goes on record: the task, the line at which it goes on, and what it sees there. A
    task that the suite has not named is called A, B, C, …

    Args:
        data: where the choices are drawn.
    """

    def __init__(self, data: st.DataObject) -> None:
        self._data = data
        self._choices_left = MOST_CHOICES
        self._numbers: dict[asyncio.Task[Any], int] = {}

    def __enter__(self) -> None:
        loop: Any = asyncio.get_running_loop()
        loop._ready = _AnyOrder(loop._ready, self._next)

    def __exit__(self, *_: object) -> None:
        loop: Any = asyncio.get_running_loop()
        loop._ready = deque(loop._ready)

    @property
    def choices(self) -> int:
        """How often it chose among several tasks."""
        return MOST_CHOICES - self._choices_left

    def __repr__(self) -> str:
        return "an order of ready tasks"

    def _next(self, tasks: list[asyncio.Task[Any]]) -> int:
        for task in tasks:
            self._numbers.setdefault(task, len(self._numbers))
        chosen = self._choose(tasks) if len(tasks) > 1 else 0
        task = tasks[chosen]
        timeline().steps.append(_step(self._name(task), task.get_coro()))
        return chosen

    def _name(self, task: asyncio.Task[Any]) -> str:
        """Return the name that a suite gave to a task, else a letter of our own."""
        name = task.get_name()
        if is_the_test(task.get_coro()):
            return "the test"
        if not name.startswith("Task-"):
            return name
        return string.ascii_uppercase[self._numbers[task] % 26]

    def _choose(self, tasks: list[asyncio.Task[Any]]) -> int:
        if not self._choices_left:
            return 0
        # Hypothesis may end an example here; the rest runs in asyncio's own order.
        left, self._choices_left = self._choices_left, 0
        # Who wakes the tasks of a set, such as a TaskGroup, puts them into the queue in
        # an order that differs from run to run. Their age does not.
        by_age = sorted(range(len(tasks)), key=lambda n: self._numbers[tasks[n]])
        chosen = by_age[self._data.draw(st.integers(0, len(tasks) - 1))]
        self._choices_left = left - 1
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
        suspended = functools.partial(self._suspended, coro)
        self._task = task = asyncio.create_task(_counting(coro, suspended))
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

    def _suspended(self, coro: Coroutine[Any, Any, Any], times: int) -> None:
        if times == self.point:
            timeline().steps.append(_step("cancelled", coro))
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
        next_of: Callable[[list[asyncio.Task[Any]]], int],
    ) -> None:
        super().__init__(ready)
        self._next_of = next_of

    def popleft(self) -> asyncio.Handle:
        """Take the next callback out of the queue."""
        tasks = _leading_tasks(self)
        if not tasks:
            return super().popleft()
        chosen = self._next_of(tasks)
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


def _step(name: str, coro: object) -> str:
    """Return the line at which a coroutine goes on, and what it sees there."""
    frame = innermost_frame(coro)
    if frame is None:
        return name
    path, line = frame.f_code.co_filename, frame.f_lineno
    where = f"line {line}" if is_answer(path) else f"test line {line}"
    # Thousands of steps are written down: none of them asks the disk for its line.
    source = textwrap.shorten(
        linecache.getline(path, line), _LONGEST_SOURCE, placeholder=" …"
    )
    seen = ", ".join(f"{name}={value}" for name, value in _seen_in(frame))
    return f"{name}, {where}: {source}   {seen}".rstrip()


def _seen_in(frame: types.FrameType) -> Iterator[tuple[str, str]]:
    """Yield the plain values that a function and its object hold now."""
    names = {k: v for k, v in frame.f_locals.items() if not k.startswith("_")}
    own = getattr(names.get("self"), "__dict__", {})
    names |= {f"self.{name}": value for name, value in own.items()}
    plain = ((name, repr(v)) for name, v in names.items() if isinstance(v, _PLAIN))
    short = ((name, text) for name, text in plain if len(text) <= _LONGEST_VALUE)
    return itertools.islice(short, _MOST_VALUES)
