"""A value is built once, for all callers, and one that gives up hurts no other."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import Clock, Job, outcome_of, scripts
from katas.ch08_synchronization.k4_lazy_value import Lazy


class Factory:
    """Each call is a build: it does the next of some jobs, or gives a new value."""

    def __init__(self, *jobs, takes=2):
        self.jobs = list(jobs)
        self.takes = takes
        self.builds = 0
        self.at_work = self.peak = 0

    async def __call__(self):
        """Build once."""
        self.builds += 1
        name = f"value {self.builds}"
        job = self.jobs.pop(0) if self.jobs else Job(name, self.takes, result=name)
        self.at_work += 1
        self.peak = max(self.peak, self.at_work)
        try:
            return await job()
        finally:
            self.at_work -= 1


def one_at_a_time(factory):
    """See that there were never two builds at the same time."""
    assert factory.peak <= 1, (
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
    factory = Factory(Job(takes=2, result="it"))
    lazy = Lazy(factory)
    await asyncio.sleep(1)

    assert factory.builds == 0, (
        f"Nobody has asked, and there were {factory.builds} builds. Who began them?"
    )
    assert await get_at(lazy) == ("it", 3)


async def test_two_lazy_values_are_two():
    """Each object builds its own value."""
    ann, bob = (Lazy(Factory(Job(result=name))) for name in ("Ann", "Bob"))

    values = await asyncio.gather(ann.get(), bob.get())

    assert values == ["Ann", "Bob"], (
        f"One object builds 'Ann' and another one 'Bob'; they gave {values}. "
        "What do the two share?"
    )


async def test_it_is_there_at_once_afterwards(clock):
    """A caller that comes after the build gets the same value, at once."""
    factory = Factory()
    lazy = Lazy(factory)

    values = [await lazy.get() for _ in range(3)]

    assert (values, factory.builds, clock.elapsed) == (["value 1"] * 3, 1, 2), (
        f"Three asked, one after another, and got {values}, after {clock.elapsed:g} s "
        f"and {factory.builds} builds of 2 s. What is left of the first build?"
    )


async def test_a_caller_that_comes_meanwhile_gets_the_same():
    """A caller that comes during a build waits for it, and begins no other."""
    factory = Factory(takes=2.3125)
    lazy = Lazy(factory)

    seen = await asyncio.gather(*[get_at(lazy, comes) for comes in (0, 0, 1)])

    assert factory.builds == 1, (
        "Two callers came at the start, a third one after 1 s, a build takes 2.3125 s, "
        f"and there were {factory.builds} builds. What does the second caller see?"
    )
    assert seen == [("value 1", 2.3125)] * 3, (
        "Three waited for a build that gave 'value 1' at 2.3125 s. This is what they "
        f"got, and when: {seen}. What tells them that it is there?"
    )


@pytest.mark.parametrize("value", [None, 0, [], OSError("last error")], ids=repr)
async def test_none_is_a_value(value):
    """Whatever was built is kept: None, 0, an empty list, also an exception."""
    factory = Factory(Job(takes=1, result=value))
    lazy = Lazy(factory)

    seen = [await outcome_of(lazy.get()) for _ in range(2)]

    right = ("returned", value) if isinstance(value, OSError) else value
    assert (seen, factory.builds) == ([right, right], 1), (
        f"The first build gave {value!r}. Two asked, one after the other, got {seen}, "
        f"and there were {factory.builds} builds. How do you know that it is built?"
    )


class Outage(BaseException):
    """No Exception, and no CancelledError."""


@pytest.mark.parametrize("error", [OSError("down"), Outage("down")], ids=repr)
async def test_a_failed_build_is_not_kept(error):
    """The exception comes out, and a later caller begins a new build."""
    lazy = Lazy(Factory(Job(takes=2, error=error)))

    first = await outcome_of(lazy.get())
    second = await outcome_of(get_at(lazy, 1), 99)

    assert first is error, (
        f"The build failed with {error!r}, and this came out: {first!r}. "
        "What does the caller have to hear?"
    )
    assert second == ("value 2", 5), (
        f"A build failed with {error!r}, the next would be good, and a caller that "
        "came 1 s later, and was cancelled after 99 s if it still waited, got this: "
        f"{second!r}. What is left of the first build?"
    )


async def test_callers_that_wait_for_a_build_that_fails():
    """They get its exception as well, or one of them begins a new build."""
    error = OSError("down")
    factory = Factory(Job(takes=2, error=error))
    lazy = Lazy(factory)

    outcomes = await asyncio.gather(
        *[lazy.get() for _ in range(3)], return_exceptions=True
    )

    assert outcomes in ([error] * 3, [error, "value 2", "value 2"]), (
        "Three waited for a build, which failed; another one would give 'value 2'. "
        f"They got this: {outcomes}. What happens to callers that wait?"
    )
    one_at_a_time(factory)


async def get_in_a_clean_up(lazy):
    """Ask as a task that was cancelled before, and is cleaning up."""
    asyncio.current_task().cancel()
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        return await lazy.get()


@pytest.mark.parametrize("get", [Lazy.get, get_in_a_clean_up], ids=["", "clean-up"])
@pytest.mark.parametrize("who", [0, 1], ids=["first", "second"])
async def test_a_cancelled_caller_does_not_hurt_the_others(who, get):
    """If one of them is cancelled, all others get the value."""
    factory = Factory()
    lazy = Lazy(factory)
    tasks = [asyncio.create_task(call(lazy)) for call in (Lazy.get, Lazy.get, get)]

    await asyncio.sleep(1)
    tasks[who].cancel()
    await asyncio.wait(tasks)

    names = ["Ann", "Bob", "Cem"]
    cancelled = [n for n, t in zip(names, tasks, strict=True) if t.cancelled()]
    before = "" if get is Lazy.get else " (Cem was cancelled before, and cleans up)"
    assert cancelled == [names[who]], (
        f"Ann, Bob and Cem waited{before}, {names[who]} was cancelled at 1 s, and "
        f"these ended with a CancelledError: {cancelled}. Who was to hear of it?"
    )
    values = [task.result() for task in tasks if not task.cancelled()]
    assert values == [f"value {factory.builds}"] * 2, (
        f"{names[who]} was cancelled, and the others got {values}, after "
        f"{factory.builds} builds. What do they wait for?"
    )
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
    assert all(task.cancelled() for task in tasks), (
        "Two waited and were cancelled, and one of them never heard of it. "
        "What becomes of its CancelledError?"
    )


def look_at(task):
    """Look at a task's error: it is up to each answer who hears of it."""
    return task.cancelled() or task.exception()


@pytest.mark.parametrize("error", [None, OSError("not clean")], ids=repr)
async def test_a_caller_that_comes_just_then_gets_a_new_build(error):
    """A caller that comes while a cancelled build cleans up waits for a new one."""
    left = Job("left", 2, cleanup=3, cleanup_error=error)

    async def build():
        asyncio.current_task().add_done_callback(look_at)
        return await left()

    factory = Factory(build)
    lazy = Lazy(factory)
    ann = asyncio.create_task(lazy.get())
    ann.add_done_callback(look_at)
    await asyncio.sleep(1)
    ann.cancel()

    outcomes = await asyncio.gather(
        get_at(lazy, 0.25), get_at(lazy, 1), return_exceptions=True
    )

    fails = f", then fails with {error!r}" if error else ""
    assert outcomes == [("value 2", 6)] * 2, (
        f"Ann was cancelled at 1 s, her build needs 3 s to clean up{fails}; a new one "
        f"takes 2 s, and two that came meanwhile got this: {outcomes!r}. "
        "What do they find, and what do they wait for?"
    )
    one_at_a_time(factory)


class Books:
    """How often it may have been built."""

    def __init__(self, fails):
        jobs = [Job(takes=21 / 64, error=OSError("down")) for _ in range(fails)]
        # No sum of builds ends just when somebody looks.
        self.factory = Factory(*jobs, takes=21 / 64)
        self.lazy = Lazy(self.factory)
        self.most = 1 + fails

    async def get(self):
        """Get the value, and write down a cancellation."""
        try:
            await self.lazy.get()
        except OSError:
            pass
        except asyncio.CancelledError:
            self.most += 1
            raise

    async def rest(self):
        """Let a build end, if there is one."""
        await asyncio.sleep(1)

    def at_rest(self, waiting):
        """See how many builds there were, and whether one runs for nobody."""
        builds, at_work = self.factory.builds, self.factory.at_work
        assert builds <= self.most, (
            f"There were {builds} builds, and {self.most} would do: one, and one more "
            "for each that failed or was cancelled. Who began the others?"
        )
        one_at_a_time(self.factory)
        callers = [caller.name for caller in waiting if caller.call == "get"]
        assert bool(at_work) == bool(callers), (
            f"Builds at work: {at_work}, waiting for one: "
            f"{', '.join(callers) or 'nobody'}. What does each of them wait for?"
        )


@settings(max_examples=80)
@given(fails=st.integers(0, 2), script=scripts(get=st.tuples(), rest=st.tuples()))
async def test_any_story(fails, script):
    """Whatever comes and is cancelled: no build is one too many."""
    await script.play(Books(fails))
