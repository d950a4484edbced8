"""One build for all who ask, whoever fails or gives up."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.fakes import FakeService
from dojo.schedules import cancellations, orders
from dojo.scripts import scripts
from katas.ch08_synchronization.k4_lazy_value import Lazy


class Factory:
    """Builds a value, after it has failed a few times; it keeps a record."""

    def __init__(self, takes=2, failures=0, value="value"):
        self._failures = failures
        self._value = value
        self.service = FakeService(self._outcome, takes=takes, name="build")

    def __call__(self):
        """Build."""
        return self.service("value")

    @property
    def builds(self):
        """How many builds have begun."""
        return len(self.service.calls)

    def _outcome(self, _):
        if self._failures:
            self._failures -= 1
            return OSError("no connection")
        return self._value


async def ask(lazy, *seconds):
    """Ask at each of these seconds; return what each of them got."""

    async def one(at):
        await asyncio.sleep(at)
        return await lazy.get()

    return await asyncio.gather(*map(one, seconds), return_exceptions=True)


async def test_nothing_is_built_before_somebody_asks():
    """It is lazy."""
    factory = Factory()
    Lazy(factory)

    await asyncio.sleep(5)

    assert factory.builds == 0


async def test_it_is_built_once(clock):
    """Who asks while it is being built waits for the same build."""
    factory = Factory(takes=2)

    assert await ask(Lazy(factory), 0, 0, 1) == ["value"] * 3

    assert factory.builds == 1, (
        f"Three asked for it while it was not there, and it was built {factory.builds} "
        "times. What did the second one find?"
    )
    assert clock.elapsed == 2


async def test_who_comes_later_has_it_at_once(clock):
    """The value is kept."""
    factory = Factory(takes=2)
    lazy = Lazy(factory)

    await lazy.get()
    assert await lazy.get() == "value"

    assert factory.builds == 1
    assert clock.elapsed == 2


@pytest.mark.parametrize("value", [None, 0, "", False])
async def test_none_is_a_value(value):
    """Whatever the factory returns is the value."""
    factory = Factory(value=value)
    lazy = Lazy(factory)

    seen = [await lazy.get() for _ in range(3)]

    assert seen == [value] * 3
    assert factory.builds == 1, (
        f"The value is {value!r}, and it was built {factory.builds} times. "
        "How do you know whether there is a value?"
    )


async def test_a_failure_comes_out():
    """Who has asked for it gets the factory's exception."""
    with pytest.raises(OSError, match="no connection"):
        await Lazy(Factory(failures=1)).get()


async def test_a_failure_is_not_kept():
    """After a failure it is built anew."""
    factory = Factory(failures=1)
    lazy = Lazy(factory)

    first, second = await ask(lazy, 0, 5)

    assert isinstance(first, OSError)
    assert second == "value", (
        f"The first build failed at 2 s. Who asked at 5 s got {second!r}. "
        "What has been kept?"
    )


async def test_who_waits_is_served_after_a_failure():
    """Nobody waits for ever for a build that has failed."""
    factory = Factory(failures=1)
    lazy = Lazy(factory)

    first, second, third = await ask(lazy, 0, 1, 9)

    assert isinstance(first, OSError)
    assert second == "value" or isinstance(second, OSError)
    assert third == "value"


@pytest.mark.parametrize("who", [0, 1])
async def test_who_gives_up_hurts_nobody(who):
    """One of two is cancelled while it waits; the other one gets the value."""
    factory = Factory(takes=2)
    lazy = Lazy(factory)
    asking = [asyncio.create_task(lazy.get()) for _ in range(2)]
    await asyncio.sleep(1)

    asking[who].cancel()
    await asyncio.wait(asking)

    other = asking[1 - who]
    assert asking[who].cancelled()
    assert not other.cancelled(), "One gave up, and the other one was cancelled. Why?"
    assert other.result() == "value"


async def test_when_all_have_given_up_nothing_is_built():
    """When nobody waits any more, no build is at work."""
    factory = Factory(takes=9)
    lazy = Lazy(factory)
    asking = [asyncio.create_task(lazy.get()) for _ in range(2)]
    await asyncio.sleep(1)

    for task in asking:
        task.cancel()
    await asyncio.wait(asking)
    await asyncio.sleep(1)

    assert factory.service.at_work == 0, (
        "All who asked have given up, and it is still being built. For whom?"
    )


@given(cancellation=cancellations(most=3))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Whoever was cancelled, the next one gets the value."""
    lazy = Lazy(Factory())

    await cancellation.of(lazy.get())

    assert await lazy.get() == "value"


@settings(max_examples=100)
@given(
    order=orders(),
    asking=st.lists(st.integers(0, 2), min_size=2, max_size=4),
    failures=st.integers(0, 2),
)
async def test_in_any_order(order, asking, failures):
    """In any order of steps builds never overlap, and there are few of them."""
    at_work, builds = 0, []

    async def build():
        nonlocal at_work
        at_work += 1
        builds.append(at_work)
        await asyncio.sleep(0)
        at_work -= 1
        if len(builds) <= failures:
            raise OSError(len(builds))
        return len(builds)

    async def ask_after(steps):
        for _ in range(steps):
            await asyncio.sleep(0)
        return await lazy.get()

    lazy = Lazy(build)
    with order:
        seen = await asyncio.gather(*map(ask_after, asking), return_exceptions=True)

    assert max(builds) == 1, f"{max(builds)} builds were at work at the same time."
    values = {value for value in seen if not isinstance(value, OSError)}
    assert len(values) <= 1, f"They got different values: {seen}."
    assert len(builds) <= failures + 1, (
        f"{failures} builds failed, and it was built {len(builds)} times. "
        "Who built it although it was there?"
    )


class Askers:
    """The books of a lazy value."""

    def __init__(self):
        self.lazy = Lazy(self.build)
        self.at_work = self.builds = self.gone = 0
        self.begun_by_now = []

    async def build(self):
        """Build, until somebody says that it is done."""
        assert self.at_work == 0, "A second build began while one was at work."
        self.at_work += 1
        self.builds += 1
        ready = asyncio.get_running_loop().create_future()
        self.begun_by_now.append(ready)
        try:
            return await ready
        finally:
            self.at_work -= 1

    async def get(self):
        """Ask."""
        try:
            assert await self.lazy.get() == "value"
        except asyncio.CancelledError:
            self.gone += 1
            raise

    async def finish(self):
        """Let the build that is at work end."""
        for ready in self.begun_by_now:
            if not ready.done():
                ready.set_result("value")

    def at_rest(self, waiting):
        """Somebody builds, as long as somebody waits."""
        asking = [caller for caller in waiting if caller.call == "get"]
        assert self.at_work == bool(asking), (
            f"{len(asking)} wait for the value, and {self.at_work} builds are at work."
        )
        assert self.builds <= 1 + self.gone, (
            f"None failed, {self.gone} gave up, and it was built {self.builds} times."
        )


@settings(max_examples=100)
@given(script=scripts(get=st.tuples(), finish=st.tuples()))
async def test_it_is_what_its_model_says(script):
    """Whoever asks and gives up: one builds, and the others wait for it."""
    await script.play(Askers())
