"""The strategies find what is wrong in some order, at some point, in some script."""

import asyncio
import contextlib
import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.findings.findings import record
from dojo.pytest_plugin.examples import isolate_examples
from dojo.report import drawing
from dojo.testing import cancellations, cancelled_at, latencies, orders, scripts
from dojo.virtual.timeline import timeline

NUMBER = st.tuples(st.integers(1, 3))


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


def failure_of(property_test):
    """Run a property, each example on a loop of its own; return its error, or None."""
    isolate_examples(property_test)
    try:
        settings(max_examples=200)(property_test)()
    except BaseException as error:
        return error
    finally:
        record().take_findings()
    return None


def fails_in_some_order(scene, *arguments):
    """Tell whether a scene fails in some order of its tasks."""

    @given(order=orders())
    async def ordered(order):
        await scene(order, *arguments)

    return failure_of(ordered) is not None


def test_virtual_hours_do_not_end_the_search_for_a_small_example():
    """Hypothesis may search for some minutes of real time; examples take hours."""
    numbers = []

    @given(number=st.integers(0, 10**6))
    async def failing(number):
        await asyncio.sleep(3600)
        numbers.append(number)
        assert number < 1234

    assert failure_of(failing)
    assert numbers[-1] == 1234


@pytest.mark.parametrize("careless", [True, False])
@pytest.mark.parametrize("scene", [lost_update, missed_wake_up])
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

    assert bool(failure_of(using)) == careless


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


class Stock:
    """Stock that callers wait for, with its books; `notify` wakes the callers."""

    def __init__(self, notify=asyncio.Condition.notify_all):
        self.stock = self.added = self.taken = 0
        self._changed = asyncio.Condition()
        self._notify = notify

    async def take(self, n):
        async with self._changed:
            await self._changed.wait_for(lambda: self.stock >= n)
            self.stock -= n
        self.taken += n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._notify(self._changed)
        self.added += n

    def at_rest(self, waiting):
        assert self.stock == self.added - self.taken
        assert all(caller.args[0] > self.stock for caller in waiting)


class NoBooks:
    """A model of which nothing is asked at rest."""

    def at_rest(self, waiting):
        pass


def failure_of_some_script(make_model, **calls):
    """Play scripts until one fails; return its error, or None."""

    @given(script=scripts(**calls))
    async def property_test(script):
        await script.play(make_model())

    return failure_of(property_test)


def test_an_object_like_its_model_passes():
    assert failure_of_some_script(Stock, take=NUMBER, add=NUMBER) is None


def test_the_shortest_script_is_found_and_told():
    one_at_a_time = functools.partial(Stock, asyncio.Condition.notify)

    error = failure_of_some_script(one_at_a_time, take=NUMBER, add=NUMBER)

    assert isinstance(error, AssertionError)
    assert timeline().steps == [
        "A calls take(1); then waiting: A",
        "B calls take(1); then waiting: A, B",
        "C calls add(2); then waiting: B",
    ]


def test_an_object_that_a_cancelled_caller_breaks_is_found():
    """A caller that was woken is cancelled, and wakes no other."""

    class Bell:
        def __init__(self):
            self.rung = 0
            self.waiters = []

        async def wait(self):
            future = asyncio.get_running_loop().create_future()
            self.waiters.append(future)
            await future

        async def ring(self):
            if self.waiters:
                future = self.waiters.pop(0)
                if not future.done():
                    future.set_result(None)

        def at_rest(self, waiting):
            assert len(self.waiters) == len(waiting)

    assert isinstance(
        failure_of_some_script(Bell, wait=st.tuples(), ring=st.tuples()), AssertionError
    )
    assert "A is cancelled; then waiting: nobody" in timeline().steps


def test_a_caller_that_refuses_to_be_cancelled_is_found():
    class Stubborn(NoBooks):
        async def wait(self):
            for _ in range(2):
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.sleep(3600)

    error = failure_of_some_script(Stubborn, wait=st.tuples())

    assert "A was cancelled while it waited in wait()" in str(error)


def test_what_a_call_raises_is_the_failure():
    class Refusing(NoBooks):
        async def call(self):
            raise LookupError("no")

    assert isinstance(failure_of_some_script(Refusing, call=st.tuples()), LookupError)


@pytest.mark.parametrize("most", [1, 26])
@given(data=st.data())
async def test_a_script_has_at_most_so_many_lines(most, data):
    script = data.draw(scripts(most=most, take=NUMBER, add=NUMBER))

    await script.play(Stock())

    assert len(timeline().steps) <= most + 1
