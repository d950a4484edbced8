"""The strategies find what is wrong in some order, or at some point."""

import asyncio
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.findings.findings import record
from dojo.pytest_plugin.examples import isolate_examples
from dojo.report import drawing
from dojo.testing import cancellations, cancelled_at, latencies, orders
from dojo.virtual.timeline import timeline


async def lost_update(order, careless):
    """Add twice at the same time; without a lock one of them is lost."""
    lock = contextlib.nullcontext() if careless else asyncio.Lock()

    class Account:
        balance = 0

        async def add(self, amount):
            async with lock:
                before = self.balance
                await asyncio.sleep(0)
                self.balance = before + amount

    account = Account()
    with order:
        await asyncio.gather(account.add(1), account.add(2))
    assert account.balance == 3


async def check_then_act(order, careless):
    """Take the last ticket twice; a wait between the look and the act is too long."""
    tickets = 1

    async def take():
        nonlocal tickets
        if tickets > 0:
            if careless:
                await asyncio.sleep(0)
            tickets -= 1

    with order:
        await asyncio.gather(take(), take())
    assert tickets == 0


async def missed_wake_up(order, careless):
    """Wait for a bell; a bell that rings before the wait begins is missed."""
    rung, waiter = False, asyncio.get_running_loop().create_future()

    async def wait():
        nonlocal waiter
        if not rung:
            if careless:
                await asyncio.sleep(0)
            waiter = asyncio.get_running_loop().create_future()
            await waiter

    async def ring():
        nonlocal rung
        rung = True
        waiter.set_result(None)

    with order:
        await asyncio.gather(wait(), ring())


def fails(property_test):
    """Run a property, each example on a loop of its own; tell whether it failed."""
    isolate_examples(property_test)
    try:
        settings(max_examples=200)(property_test)()
    except BaseException:
        return True
    finally:
        record().take_findings()
    return False


def fails_in_some_order(scene, *arguments):
    """Tell whether a scene fails in some order of its tasks."""

    @given(order=orders())
    async def ordered(order):
        await scene(order, *arguments)

    return fails(ordered)


def test_virtual_hours_do_not_end_the_search_for_a_small_example():
    """Hypothesis may search for some minutes of real time; examples take hours."""
    numbers = []

    @given(number=st.integers(0, 10**6))
    async def failing(number):
        await asyncio.sleep(3600)
        numbers.append(number)
        assert number < 1234

    assert fails(failing)
    assert numbers[-1] == 1234


@pytest.mark.parametrize("careless", [True, False])
@pytest.mark.parametrize("scene", [lost_update, check_then_act, missed_wake_up])
def test_what_is_wrong_in_some_order_is_found(scene, careless):
    """The careless one fails in some order, the careful one in none."""
    assert fails_in_some_order(scene, careless) == careless


@pytest.mark.parametrize("careless", [True, False])
def test_a_resource_that_is_not_given_back_is_found(careless):
    """A cancelled coroutine has to give back what it took."""

    @given(cancellation=cancellations())
    async def using(cancellation):
        free = 1

        async def use():
            nonlocal free
            free -= 1
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                free += not careless
                raise
            free += 1

        await cancellation.of(use())
        assert free == 1

    assert fails(using) == careless


def test_only_some_orders_fail():
    """What is wrong in a rare order is found, and told in few steps."""

    async def rare(order):
        seen = []

        async def work(name):
            for _ in range(3):
                await asyncio.sleep(0)
                seen.append(name)

        with order:
            await asyncio.gather(work("a"), work("b"))
        assert seen != ["b", "b", "b", "a", "a", "a"]

    assert fails_in_some_order(rare)
    assert 3 <= len(timeline().steps) <= 9
    assert "await asyncio.sleep(0)" in drawing.story(timeline())


def test_a_step_says_which_task_at_which_line_saw_what():
    """A value that was read before the wait is seen beside the one that is there."""
    assert fails_in_some_order(lost_update, True)

    last = timeline().steps[-2]
    assert last.startswith("B, test line ")
    assert "await asyncio.sleep(0)   amount=2, before=0, self.balance=1" in last


@given(order=orders())
async def test_many_tasks_stay_affordable(order):
    """After 150 choices the order is asyncio's own again."""

    async def work():
        for _ in range(50):
            await asyncio.sleep(0)

    with order:
        await asyncio.gather(*(work() for _ in range(10)))

    assert order.choices_left == 0


@given(cancellation=cancellations())
async def test_a_coroutine_runs_as_it_would(cancellation):
    """Up to its point a coroutine runs as always; a late point cancels nothing."""
    steps = []

    async def work():
        for number in range(5):
            await asyncio.sleep(0.25)
            steps.append(number)
        return "done"

    task = await cancellation.of(work())

    assert task.cancelled() == (cancellation.point <= 5)
    assert steps == list(range(5))[: max(0, cancellation.point - 1)]


@given(seconds=latencies(3))
def test_latencies_are_exact(seconds):
    """Latencies are quarters of a second."""
    assert 0 <= seconds <= 3
    assert seconds * 4 == int(seconds * 4)


async def test_a_coroutine_is_cancelled_at_each_instant(clock):
    """It is cancelled again and again, until it is done."""
    seen = []

    async def stubborn():
        while len(seen) < 2:
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                seen.append(clock.elapsed)
        return "done"

    task = await cancelled_at(stubborn(), 3, 1, 99)

    assert seen == [1, 3]
    assert task.result() == "done"
    assert clock.elapsed == 3


@pytest.mark.parametrize("late", [False, True])
async def test_an_end_and_a_cancellation_may_coincide(late):
    """The cancellation comes before the other end, or just after it."""
    answer = asyncio.get_running_loop().create_future()

    async def wait():
        asyncio.get_running_loop().call_later(2, give)
        await answer

    def give():
        if not answer.done():
            answer.set_result("there")

    task = await cancelled_at(wait(), 2, late=late)

    assert task.cancelled()
    assert answer.cancelled() is not late


@given(order=orders(), steps=st.lists(st.integers(0, 3), min_size=3, max_size=4))
async def test_a_set_of_tasks_that_is_woken_does_not_disturb_it(order, steps):
    """The order of a set differs from run to run; the examples do not."""
    events = set()

    async def wait(count):
        event = asyncio.Event()
        events.add(event)
        await event.wait()
        for _ in range(count):
            await asyncio.sleep(0)

    with order:
        tasks = [asyncio.create_task(wait(count)) for count in steps]
        await asyncio.sleep(1)
        for event in events:
            event.set()
        await asyncio.wait(tasks)
