"""Scripts find what is wrong with an object that many tasks share."""

import asyncio
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.findings.findings import record
from dojo.pytest_plugin.examples import isolate_examples
from dojo.testing.stateful import scripts
from dojo.virtual.timeline import timeline

NUMBER = st.tuples(st.integers(1, 3))


class Inventory:
    """Stock that can be waited for; `notify` wakes those who wait."""

    def __init__(self, notify):
        self.stock = 0
        self._changed = asyncio.Condition()
        self._notify = notify

    async def take(self, n):
        async with self._changed:
            await self._changed.wait_for(lambda: self.stock >= n)
            self.stock -= n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._notify(self._changed)


class Stock:
    """The books of an inventory."""

    def __init__(self, inventory):
        self.inventory = inventory
        self.added = self.taken = 0

    async def take(self, n):
        await self.inventory.take(n)
        self.taken += n

    async def add(self, n):
        await self.inventory.add(n)
        self.added += n

    def at_rest(self, waiting):
        stock = self.inventory.stock
        assert stock == self.added - self.taken
        assert all(caller.args[0] > stock for caller in waiting)


def played(make_model, **calls):
    """Play scripts until one fails; return its error, or None."""

    @settings(max_examples=200)
    @given(script=scripts(**calls))
    async def property_test(script):
        await script.play(make_model())

    isolate_examples(property_test)
    try:
        property_test()
    except BaseException as error:
        return error
    finally:
        record().take_findings()
    return None


def stock(notify):
    return lambda: Stock(Inventory(notify))


def test_an_object_like_its_model_passes():
    assert played(stock(asyncio.Condition.notify_all), take=NUMBER, add=NUMBER) is None


def test_the_shortest_script_is_found_and_told():
    error = played(stock(asyncio.Condition.notify), take=NUMBER, add=NUMBER)

    assert isinstance(error, AssertionError)
    assert timeline().steps == [
        "A calls take(1); then waiting: A",
        "B calls take(1); then waiting: A, B",
        "C calls add(2); then waiting: B",
    ]


def test_an_object_that_a_cancelled_caller_breaks_is_found():
    """The one who was woken is cancelled, and wakes nobody in turn."""

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

    assert isinstance(played(Bell, wait=st.tuples(), ring=st.tuples()), AssertionError)
    assert "A is cancelled; then waiting: nobody" in timeline().steps


class Stubborn:
    """A call that goes on waiting when it is cancelled."""

    async def wait(self):
        for _ in range(2):
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(3600)

    def at_rest(self, waiting):
        pass


def test_who_refuses_to_be_cancelled_is_found():
    error = played(Stubborn, wait=st.tuples())

    assert "A was cancelled while it waited in wait()" in str(error)


class Refusing:
    async def call(self):
        raise LookupError("no")

    def at_rest(self, waiting):
        pass


def test_what_a_call_raises_is_the_failure():
    assert isinstance(played(Refusing, call=st.tuples()), LookupError)


@pytest.mark.parametrize("most", [1, 26])
@given(data=st.data())
async def test_a_script_has_at_most_so_many_lines(most, data):
    script = data.draw(scripts(most=most, take=NUMBER, add=NUMBER))

    await script.play(Stock(Inventory(asyncio.Condition.notify_all)))

    assert len(timeline().steps) <= most + 1
