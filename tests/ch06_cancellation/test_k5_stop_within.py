"""All are told to stop, and it is known which go on after the time of grace."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at, stumble
from katas.ch06_cancellation.k5_stop_within import stop_within


class Workers:
    """Tasks that work for long; `takes` says how long each of them cleans up."""

    def __init__(self, takes):
        self.clean_up = FakeService(takes=takes, name="clean_up")
        self.takes = takes

    async def _work(self, name):
        try:
            await asyncio.sleep(99)
        finally:
            await self.clean_up(name)

    async def begun(self):
        """Start a task for each name, and return them when all are at work."""
        tasks = [asyncio.create_task(self._work(n), name=str(n)) for n in self.takes]
        await asyncio.sleep(0)
        return tasks

    @property
    def ends(self):
        """How the cleaning up of each ended, and when."""
        return {call.key: (call.outcome, call.ended) for call in self.clean_up.calls}


async def end(tasks):
    """Wait until all have ended."""
    if tasks:
        await asyncio.wait(tasks)


async def test_a_task_that_has_not_ended_is_returned(clock):
    """A task that has ended in time is not returned, one that goes on is."""
    quick, hanging = await Workers({"quick": 1, "hanging": 9}).begun()

    stopping = asyncio.create_task(stop_within([quick, hanging], 3))
    await asyncio.wait([stopping])

    assert not stopping.cancelled(), (
        "Nobody cancelled this, and a CancelledError came out. Who was cancelled?"
    )
    left = stopping.result()
    names = {task.get_name() for task in left}
    assert names == {"hanging"}, (
        "After 3 s of grace, one task had cleaned up and one had not; these were "
        f"returned: {names or 'none'}. Which tasks does the caller want to know?"
    )
    await end(left)


async def test_nobody_is_waited_for_longer(clock):
    """After `grace` seconds it returns, whichever tasks still go on."""
    tasks = await Workers({"one": 7, "two": 8, "three": 9}).begun()

    left = await stop_within(tasks, 3)

    assert clock.elapsed == 3, (
        f"With 3 s of grace it came back after {clock.elapsed:g} s. "
        "Who waits for the tasks that go on?"
    )
    assert left == set(tasks)
    await end(left)


async def test_it_ends_with_the_last_task(clock):
    """Where all have ended sooner, it returns then."""
    tasks = await Workers({"one": 2, "two": 1}).begun()

    assert await stop_within(tasks, 5) == set()

    assert clock.elapsed == 2, (
        f"The last task had ended after 2 s, and it came back after {clock.elapsed:g} "
        "s. What did it wait for then?"
    )


async def test_without_tasks_nothing_happens(clock):
    """No tasks: an empty set, at once."""
    assert await stop_within([], 5) == set()

    assert clock.elapsed == 0


async def test_all_are_cancelled_at_once(clock):
    """Each task hears of it at the beginning, and the times do not add up."""
    workers = Workers({"one": 2, "two": 2, "three": 2})
    tasks = await workers.begun()

    left = await stop_within((task for task in tasks), 5)

    begins = [call.began for call in workers.clean_up.calls]
    assert begins == [0, 0, 0], (
        f"Three tasks began to clean up at these times: {begins}, and "
        f"{len(left)} were returned. When does each of them hear that it should stop?"
    )
    assert left == set()
    assert clock.elapsed == 2


async def test_a_task_that_has_ended_is_not_returned():
    """A task that ended before, or with a result of its own, is not returned."""

    async def ignoring(seconds):
        try:
            await asyncio.sleep(99)
        except asyncio.CancelledError:
            await asyncio.sleep(seconds)
        return "result"

    ended = asyncio.create_task(asyncio.sleep(0, "done"))
    in_time, late = [asyncio.create_task(ignoring(s)) for s in (1, 9)]
    await asyncio.wait([ended])

    left = await stop_within([ended, in_time, late], 3)

    assert ended not in left, "This one had ended before. When does a task go on?"
    assert in_time not in left, (
        "This one was cancelled, and returned a result within the time of grace. "
        "Does it still go on?"
    )
    assert left == {late}
    await end(left)


async def test_a_grace_of_0(clock):
    """With a grace of 0 it returns at once, and all were cancelled."""
    workers = Workers({"one": 2, "two": 9})
    tasks = await workers.begun()

    left = await stop_within(tasks, 0)

    assert (left, clock.elapsed) == (set(tasks), 0), (
        f"With a grace of 0, {len(left)} of 2 tasks were returned after "
        f"{clock.elapsed:g} s; both needed longer. How long do you wait?"
    )
    await end(left)
    assert set(workers.ends) == {"one", "two"}


async def test_what_goes_on_is_not_cut_off(clock):
    """A task is cancelled once: what it does to clean up goes on to its end."""
    workers = Workers({"quick": 1, "slow": 9})
    tasks = await workers.begun()

    await end(await stop_within(tasks, 3))

    assert workers.ends == {"quick": ("answered", 1), "slow": ("answered", 9)}, (
        "Two tasks clean up for 1 s and 9 s, the time of grace is 3 s, and this became "
        f"of the cleaning up: {workers.ends}. What happens to a task when you give up?"
    )


async def test_an_error_of_a_task_is_not_raised():
    """A task that fails while it stops has ended, and that is all."""
    failing = asyncio.create_task(stumble(99, OSError("cannot clean up")))
    (slow,) = await Workers({"slow": 9}).begun()

    left = await stop_within([failing, slow], 3)

    assert left == {slow}
    await end(left)


async def test_its_caller_is_not_cancelled():
    """The task that calls this has not been cancelled afterwards."""
    tasks = await Workers({"slow": 9}).begun()

    left = await stop_within(tasks, 3)

    requests = asyncio.current_task().cancelling()
    assert requests == 0, (
        "Nobody has cancelled the task that calls this, and its cancelling() is "
        f"{requests} afterwards. Who has asked for that?"
    )
    await end(left)


async def test_a_cancellation_is_raised_at_once(clock):
    """Cancelled, it does not wait, and the tasks are left to themselves."""
    workers = Workers({"quick": 1, "slow": 9})
    tasks = await workers.begun()

    stopping = await cancelled_at(stop_within(tasks, 5), 2)

    assert stopping.cancelled(), (
        "Its caller was cancelled at 2 s, and never heard of it. Where did it end?"
    )
    assert clock.elapsed == 2, (
        f"It was cancelled at 2 s, and ended at {clock.elapsed:g} s. Who is waited for?"
    )
    await end(tasks)
    assert workers.ends == {"quick": ("answered", 1), "slow": ("answered", 9)}, (
        "It was cancelled at 2 s, and this became of the cleaning up of its tasks: "
        f"{workers.ends}. How often is each of them cancelled?"
    )


async def test_a_cancellation_at_the_end_of_the_time(clock):
    """A cancellation that comes exactly when the time is over is not lost."""
    for late in (False, True):
        tasks = await Workers({"slow": 9}).begun()

        stopping = await cancelled_at(stop_within(tasks, 3), 3, late=late)

        assert stopping.cancelled(), (
            "Its caller was cancelled at 3 s, exactly when the time was over, and "
            "never heard of it. Can you tell two cancellations apart?"
        )
        await end(tasks)


@given(instant=st.integers(0, 11), takes=st.lists(st.integers(0, 12), min_size=1))
async def test_it_may_be_cancelled_at_any_time(instant, takes, clock):
    """Whenever it is cancelled, it ends then, and no cleaning up is cut off."""
    workers = Workers(dict(enumerate(takes)))
    tasks = await workers.begun()
    expected = min(instant + 0.5, max(takes))

    stopping = await cancelled_at(stop_within(tasks, 20), instant + 0.5)

    assert stopping.cancelled() == (expected == instant + 0.5)
    assert clock.elapsed == expected
    await end(tasks)
    assert workers.ends == {n: ("answered", each) for n, each in enumerate(takes)}


@given(grace=st.integers(0, 20), takes=st.lists(st.integers(0, 20)))
async def test_any_grace_and_any_tasks(grace, takes, clock):
    """It returns those that need longer; it takes no longer than it has to."""
    # An end that falls on the end of the time is left open.
    tasks = await Workers(dict(enumerate(takes))).begun()
    late = {task for task, each in zip(tasks, takes, strict=True) if each > grace}

    left = await stop_within(tasks, grace + 0.5)

    assert left == late
    assert clock.elapsed == min(grace + 0.5, max(takes, default=0))
    await end(left)
