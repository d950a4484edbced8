"""A value is built once, for all callers, and one that gives up hurts no other."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import Clock, cancelled_at, orders, scripts
from katas.ch08_synchronization.k4_lazy_value import Lazy


class Factory:
    """Builds values, or fails, and remembers each build."""

    def __init__(self, *ends, takes=2, cleanup=0):
        self.ends = list(ends)
        self.takes = takes
        self.cleanup = cleanup
        self.builds = []
        self.at_work = self.peak = 0

    async def __call__(self):
        """Build once: return, or raise, what is the next of the ends."""
        end = self.ends.pop(0) if self.ends else f"value {len(self.builds) + 1}"
        self.builds.append(end)
        self.at_work += 1
        self.peak = max(self.peak, self.at_work)
        try:
            await self._work()
        finally:
            self.at_work -= 1
        if isinstance(end, Exception):
            raise end
        return end

    async def _work(self):
        try:
            await asyncio.sleep(self.takes)
        except asyncio.CancelledError:
            await asyncio.sleep(self.cleanup)
            raise


def one_at_a_time(factory):
    """See that there were never two builds at the same time."""
    assert factory.peak == 1, (
        f"{factory.peak} builds ran at the same time. Which build had not ended when "
        "the next one began?"
    )


async def get_at(lazy, comes=0):
    """Come after a while; return the value, and when it was there."""
    await asyncio.sleep(comes)
    value = await lazy.get()
    return value, Clock().elapsed


async def test_it_is_built_when_somebody_asks():
    """Nothing is built before somebody asks."""
    factory = Factory("it")
    lazy = Lazy(factory)
    await asyncio.sleep(1)

    assert factory.builds == []
    assert await get_at(lazy) == ("it", 3)


async def test_it_is_there_at_once_afterwards(clock):
    """A caller that comes after the build gets the same value, at once."""
    factory = Factory("it")
    lazy = Lazy(factory)
    await lazy.get()

    assert [await lazy.get() for _ in range(2)] == ["it", "it"]

    assert len(factory.builds) == 1
    assert clock.elapsed == 2


async def test_a_caller_that_comes_meanwhile_gets_the_same():
    """A caller that comes during a build waits for it, and begins no other."""
    factory = Factory()
    lazy = Lazy(factory)

    seen = await asyncio.gather(*[get_at(lazy, comes) for comes in (0, 0, 1)])

    assert len(factory.builds) == 1, (
        "Two callers came at the start, a third one after 1 s, a build takes 2 s, and "
        f"there were {len(factory.builds)} builds. What does the second caller see?"
    )
    assert seen == [("value 1", 2)] * 3


@pytest.mark.parametrize("value", [None, 0, []], ids=repr)
async def test_none_is_a_value(value):
    """Whatever was built is kept, also if it is None, 0 or empty."""
    factory = Factory(value)
    lazy = Lazy(factory)

    seen = [await lazy.get() for _ in range(2)]

    assert len(factory.builds) == 1, (
        f"The first build gave {value!r}, and there were {len(factory.builds)} builds. "
        "How do you know that there is a value?"
    )
    assert seen == [value, value]


async def test_two_lazy_values_are_two():
    """Each object builds its own value."""
    ann, bob = Lazy(Factory("Ann")), Lazy(Factory("Bob"))

    assert await asyncio.gather(ann.get(), bob.get()) == ["Ann", "Bob"]


async def test_an_exception_that_was_built_is_a_value():
    """What a build returns is a value; only what it raises is a failure."""
    error = OSError("last error")

    async def build():
        await asyncio.sleep(1)
        return error

    lazy = Lazy(build)

    assert await lazy.get() is error
    assert await lazy.get() is error


async def test_a_failed_build_is_not_kept():
    """The exception comes out, and a later caller begins a new build."""
    error = OSError("down")
    factory = Factory(error, "up")
    lazy = Lazy(factory)

    with pytest.raises(OSError) as caught:
        await lazy.get()
    assert caught.value is error
    (outcome,) = await asyncio.gather(get_at(lazy, 1), return_exceptions=True)

    assert outcome == ("up", 5), (
        "The first build failed, the second would be good, and a caller that came 1 s "
        f"after the failure got this: {outcome!r}. What is left of the first build?"
    )


async def test_callers_that_wait_for_a_build_that_fails():
    """They get its exception as well, or one of them begins a new build."""
    error = OSError("down")
    factory = Factory(error, "up")
    lazy = Lazy(factory)

    outcomes = await asyncio.gather(
        *[lazy.get() for _ in range(3)], return_exceptions=True
    )

    assert outcomes in ([error] * 3, [error, "up", "up"]), (
        "Three waited for a build, which failed; another one would be good. "
        f"They got this: {outcomes}. What happens to callers that wait?"
    )
    assert await lazy.get() == "up"
    one_at_a_time(factory)


@pytest.mark.parametrize("who", [0, 1], ids=["first", "second"])
async def test_a_cancelled_caller_does_not_hurt_the_others(who):
    """If one of them is cancelled, all others get the value."""
    factory = Factory()
    lazy = Lazy(factory)
    tasks = [asyncio.create_task(lazy.get()) for _ in range(3)]

    await asyncio.sleep(1)
    tasks[who].cancel()
    await asyncio.wait(tasks)

    names = ["Ann", "Bob", "Cem"]
    cancelled = [n for n, t in zip(names, tasks, strict=True) if t.cancelled()]
    assert cancelled == [names[who]], (
        f"Ann, Bob and Cem waited, {names[who]} was cancelled at 1 s, and these ended "
        f"with a CancelledError: {cancelled}. Who was to hear of it?"
    )
    values = {task.result() for task in tasks if not task.cancelled()}
    assert values == {factory.builds[-1]}
    one_at_a_time(factory)


async def test_a_build_that_nobody_waits_for_is_cancelled():
    """When the last one that waits is cancelled, the build is cancelled."""
    factory = Factory(takes=9)
    lazy = Lazy(factory)
    tasks = [asyncio.create_task(lazy.get()) for _ in range(2)]

    for task in tasks:
        await asyncio.sleep(1)
        task.cancel()
    await asyncio.sleep(1)

    assert factory.at_work == 0, (
        "Two waited, both were cancelled, the second one at 2 s, and at 3 s the build "
        "is still running. For whom?"
    )
    assert [task.cancelled() for task in tasks] == [True, True]
    assert await lazy.get() == factory.builds[-1]


async def test_a_caller_that_comes_just_then_gets_a_new_build():
    """A caller that comes while a cancelled build cleans up waits for a new one."""
    factory = Factory(takes=2, cleanup=3)
    lazy = Lazy(factory)
    ann = asyncio.create_task(lazy.get())
    await asyncio.sleep(1)
    ann.cancel()

    outcomes = await asyncio.gather(
        get_at(lazy, 0.25), get_at(lazy, 1), return_exceptions=True
    )

    assert outcomes == [("value 2", 6)] * 2, (
        "Ann was cancelled at 1 s, her build needs 3 s to clean up, a new one takes "
        f"2 s, and two that came meanwhile got this: {outcomes!r}. "
        "What do they find, and what do they wait for?"
    )
    one_at_a_time(factory)
    assert ann.cancelled(), "Ann was cancelled at 1 s, and never heard of it."


async def test_the_factory_may_return_any_awaitable():
    """It need not be a coroutine."""

    class Soon:
        def __await__(self):
            yield from asyncio.sleep(1).__await__()
            return "it"

    assert await Lazy(Soon).get() == "it"


@settings(max_examples=30)
@given(order=orders(), callers=st.integers(2, 3), takes=st.integers(0, 2))
async def test_in_any_order(order, callers, takes):
    """In whatever order: it is built once, and all get the same."""
    builds = []

    async def build():
        builds.append(True)
        number = len(builds)
        for _ in range(takes):
            await asyncio.sleep(0)
        return number

    lazy = Lazy(build)
    with order:
        calls = [asyncio.create_task(lazy.get()) for _ in range(callers)]
        values = await asyncio.gather(*calls)

    assert values == [1] * callers, (
        f"{callers} callers, {len(builds)} builds. They got {values}. "
        "Between which two lines of yours can another task run?"
    )


@given(quarters=st.integers(0, 8), late=st.booleans(), comes=st.integers(0, 1))
async def test_the_first_may_be_cancelled_at_any_time(quarters, late, comes):
    """Whenever the first one is cancelled, the second one gets the value."""
    factory = Factory()
    lazy = Lazy(factory)
    bob = asyncio.create_task(get_at(lazy, comes))

    ann = await cancelled_at(lazy.get(), quarters / 4, late=late)
    value, _ = await bob

    assert value == factory.builds[-1] == await lazy.get()
    assert ann.cancelled() or ann.result() == value, (
        f"Ann was cancelled at {quarters / 4:g} s, and got {ann.result()!r}. Why?"
    )
    one_at_a_time(factory)
    assert factory.at_work == 0


class Books:
    """How often it may have been built."""

    def __init__(self, fails):
        ends = [OSError(number) for number in range(fails)]
        # No sum of builds ends just when somebody looks.
        self.factory = Factory(*ends, takes=21 / 64)
        self.lazy = Lazy(self.factory)
        self.fails = fails
        self.cancelled = 0
        self.values = set()

    async def get(self):
        """Get the value, and write down what came."""
        try:
            self.values.add(await self.lazy.get())
        except OSError:
            assert not self.values, "It was built, and then a build failed. Which one?"
        except asyncio.CancelledError:
            assert asyncio.current_task().cancelling(), (
                "Nobody cancelled this caller, and it got a CancelledError. Whose?"
            )
            self.cancelled += 1
            raise

    async def rest(self):
        """Let a build end, if there is one."""
        await asyncio.sleep(1)

    def at_rest(self, waiting):
        """See how many builds there were, and whether one runs for nobody."""
        builds = self.factory.builds
        assert self.factory.peak <= 1, "Two builds ran at the same time. Which ones?"
        assert len(self.values) <= 1, f"There are two values: {self.values}. Why?"
        assert len(builds) <= 1 + self.fails + self.cancelled, (
            f"{len(builds)} builds, of which at most {self.fails} failed, and "
            f"{self.cancelled} callers were cancelled. Who began the others?"
        )
        callers = [caller.name for caller in waiting if caller.call == "get"]
        assert bool(self.factory.at_work) == bool(callers), (
            f"Builds at work: {self.factory.at_work}, waiting for it: "
            f"{', '.join(callers) or 'nobody'}. How can that be?"
        )


@settings(max_examples=80)
@given(
    fails=st.integers(0, 2),
    script=scripts(get=st.tuples(), rest=st.tuples()),
)
async def test_any_story(fails, script):
    """Whatever comes and is cancelled: no build is one too many."""
    await script.play(Books(fails))
