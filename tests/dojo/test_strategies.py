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
from dojo.testing.strategies import MOST_CHOICES
from dojo.virtual.timeline import timeline


class Account:
    """An account whose balance is read and written with a wait between."""

    def __init__(self, lock=None):
        self.balance = 0
        self._lock = lock or contextlib.nullcontext()

    async def add(self, amount):
        """Add to the balance; without a lock an update can be lost."""
        async with self._lock:
            before = self.balance
            await asyncio.sleep(0)
            self.balance = before + amount


class Pool:
    """One resource; `careless` forgets to give it back when it is cancelled."""

    def __init__(self, careless):
        self.free = 1
        self._careless = careless

    async def use(self):
        """Take the resource, wait, and give it back."""
        self.free -= 1
        if self._careless:
            await asyncio.sleep(1)
            self.free += 1
            return
        try:
            await asyncio.sleep(1)
        finally:
            self.free += 1


class Bell:
    """Wakes whoever waits; who comes between the test and the wait is missed."""

    def __init__(self, careless):
        self._rung = False
        self._waiter = None
        self._careless = careless

    async def wait(self):
        """Wait until it has rung."""
        if not self._rung:
            if self._careless:
                await asyncio.sleep(0)
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter

    async def ring(self):
        """Ring, and wake the one who waits."""
        self._rung = True
        if self._waiter is not None:
            self._waiter.set_result(None)


def fails_within(property_test, examples=200):
    """Tell whether a property fails in some number of examples."""
    try:
        settings(max_examples=examples)(property_test)()
    except BaseException:
        return True
    finally:
        record().take_findings()
    return False


async def lost_update(order, lock):
    """Add twice at the same time."""
    account = Account(lock)
    with order:
        await asyncio.gather(account.add(1), account.add(2))
    assert account.balance == 3


async def check_then_act(order, wait):
    """Take the last ticket twice."""
    tickets = 1

    async def take():
        nonlocal tickets
        if tickets > 0:
            await wait()
            tickets -= 1

    with order:
        await asyncio.gather(take(), take())
    assert tickets == 0


def on_a_loop(test):
    """Return a test of the plugin's kind: each example on a loop of its own."""
    isolate_examples(test)
    return test


def test_virtual_hours_do_not_end_the_search_for_a_small_example():
    """Hypothesis may search for some minutes of real time; examples take hours."""
    numbers = []

    @on_a_loop
    @given(number=st.integers(0, 10**6))
    async def failing(number):
        await asyncio.sleep(3600)
        numbers.append(number)
        assert number < 1234

    assert fails_within(failing)
    assert numbers[-1] == 1234


@pytest.mark.parametrize("careless", [True, False])
def test_a_missed_wake_up_is_found(careless):
    """Who waits after the bell has rung waits for ever."""

    @on_a_loop
    @given(order=orders())
    async def ringing(order):
        bell = Bell(careless)
        with order:
            await asyncio.gather(bell.wait(), bell.ring())

    assert fails_within(ringing) == careless


@pytest.mark.parametrize("careless", [True, False])
def test_a_resource_that_is_not_given_back_is_found(careless):
    """A cancelled coroutine has to give back what it took."""

    @on_a_loop
    @given(cancellation=cancellations())
    async def using(cancellation):
        pool = Pool(careless)
        await cancellation.of(pool.use())
        assert pool.free == 1

    assert fails_within(using) == careless


def test_a_lost_update_is_found():
    """Two updates at the same time lose one, unless there is a lock."""

    @on_a_loop
    @given(order=orders())
    async def without(order):
        await lost_update(order, None)

    @on_a_loop
    @given(order=orders())
    async def with_a_lock(order):
        await lost_update(order, asyncio.Lock())

    assert fails_within(without)
    assert not fails_within(with_a_lock)


def test_check_then_act_is_found():
    """A test and an act with a wait between them are two steps."""

    @on_a_loop
    @given(order=orders())
    async def apart(order):
        await check_then_act(order, lambda: asyncio.sleep(0))

    @on_a_loop
    @given(order=orders())
    async def together(order):
        async def no_wait():
            pass

        await check_then_act(order, no_wait)

    assert fails_within(apart)
    assert not fails_within(together)


def test_only_some_orders_fail():
    """What is wrong in a rare order is found, and told in few steps."""

    @on_a_loop
    @given(order=orders())
    async def rare(order):
        seen = []

        async def work(name):
            for _ in range(3):
                await asyncio.sleep(0)
                seen.append(name)

        with order:
            await asyncio.gather(work("a"), work("b"))
        assert seen != ["b", "b", "b", "a", "a", "a"]

    assert fails_within(rare)
    assert 3 <= len(timeline().steps) <= 9
    assert "await asyncio.sleep(0)" in drawing.story(timeline())


def test_a_step_says_which_task_at_which_line_saw_what():
    """A value that was read before the wait is seen beside the one that is there."""

    @on_a_loop
    @given(order=orders())
    async def without(order):
        await lost_update(order, None)

    assert fails_within(without)
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

    assert order.choices == MOST_CHOICES


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
async def test_who_wakes_a_set_of_tasks_does_not_disturb_it(order, steps):
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
