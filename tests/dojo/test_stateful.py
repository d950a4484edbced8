"""Scripts find what is wrong with an object that many tasks share."""

import asyncio
import contextlib
import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.findings.findings import record
from dojo.pytest_plugin.examples import isolate_examples
from dojo.testing.stateful import scripts
from dojo.virtual.timeline import timeline

NUMBER = st.tuples(st.integers(1, 3))


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


def test_an_object_like_its_model_passes():
    assert played(Stock, take=NUMBER, add=NUMBER) is None


def test_the_shortest_script_is_found_and_told():
    one_at_a_time = functools.partial(Stock, asyncio.Condition.notify)

    error = played(one_at_a_time, take=NUMBER, add=NUMBER)

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

    assert isinstance(played(Bell, wait=st.tuples(), ring=st.tuples()), AssertionError)
    assert "A is cancelled; then waiting: nobody" in timeline().steps


def test_a_caller_that_refuses_to_be_cancelled_is_found():
    class Stubborn(NoBooks):
        async def wait(self):
            for _ in range(2):
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.sleep(3600)

    error = played(Stubborn, wait=st.tuples())

    assert "A was cancelled while it waited in wait()" in str(error)


def test_what_a_call_raises_is_the_failure():
    class Refusing(NoBooks):
        async def call(self):
            raise LookupError("no")

    assert isinstance(played(Refusing, call=st.tuples()), LookupError)


@pytest.mark.parametrize("most", [1, 26])
@given(data=st.data())
async def test_a_script_has_at_most_so_many_lines(most, data):
    script = data.draw(scripts(most=most, take=NUMBER, add=NUMBER))

    await script.play(Stock())

    assert len(timeline().steps) <= most + 1
