"""Hypothesis strategies for time: latencies, orders of ready tasks, points to cancel.

A right program is right in any order, and may be cancelled wherever it waits. These
strategies look for the order, or the point, at which it is not. Hypothesis makes what
they find small, and the failure shows the steps. The suites are derandomized
(`pytest_plugin/examples.py`), so the same steps are found in every run.
"""

import asyncio
import string
from typing import Any

from hypothesis import strategies as st

from dojo.testing.cancel import Cancellation
from dojo.virtual.order import chosen_order, step_of
from dojo.virtual.tasks import is_the_test
from dojo.virtual.timeline import timeline

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


class Order:
    """An order in which ready tasks run, in the block of its `with` statement.

    asyncio's own order is first in, first out. In the block the next task may be any
    of those whose steps stand first in the queue; callbacks keep their place. Each step
    goes on record: the task, the line at which it goes on, and what it sees there. A
    task that the suite has not named is called A, B, C, …

    Args:
        data: where the choices are drawn.

    Attributes:
        choices_left: how often it may still choose among several tasks.
    """

    def __init__(self, data: st.DataObject) -> None:
        self._data = data
        self.choices_left = MOST_CHOICES
        self._numbers: dict[asyncio.Task[Any], int] = {}

    def __enter__(self) -> None:
        self._block = chosen_order(self._next)
        self._block.__enter__()

    def __exit__(self, *_: object) -> None:
        self._block.__exit__(None, None, None)

    def __repr__(self) -> str:
        return "an order of ready tasks"

    def _next(self, tasks: list[asyncio.Task[Any]]) -> int:
        for task in tasks:
            self._numbers.setdefault(task, len(self._numbers))
        chosen = self._choose(tasks) if len(tasks) > 1 else 0
        task = tasks[chosen]
        timeline().steps.append(step_of(self._name(task), task.get_coro()))
        return chosen

    def _name(self, task: asyncio.Task[Any]) -> str:
        """Return the name that a suite gave to a task, else a letter of our own."""
        if is_the_test(task.get_coro()):
            return "the test"
        letter = string.ascii_uppercase[self._numbers[task] % 26]
        name = task.get_name()
        return letter if name.startswith("Task-") else name

    def _choose(self, tasks: list[asyncio.Task[Any]]) -> int:
        if not self.choices_left:
            return 0
        # Hypothesis may end an example here; the rest runs in asyncio's own order.
        left, self.choices_left = self.choices_left, 0
        # Who wakes the tasks of a set, such as a TaskGroup, puts them into the queue in
        # an order that differs from run to run. Their age does not.
        by_age = sorted(range(len(tasks)), key=lambda n: self._numbers[tasks[n]])
        chosen = by_age[self._data.draw(st.integers(0, len(tasks) - 1))]
        self.choices_left = left - 1
        return chosen
