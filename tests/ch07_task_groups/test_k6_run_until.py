"""Stop is a regular end, a failure is none, and a cancellation is never lost."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, stumble
from katas.ch07_task_groups.k6_run_until import run_until


class Worker:
    """Works for a while; when it is cancelled, it needs a while to clean up."""

    def __init__(self, takes, cleanup=0, error=None):
        self.takes = takes
        self.cleanup = cleanup
        self.error = error
        self.end = None

    async def run(self):
        """Do the work, and write down how it ends, and when."""
        loop = asyncio.get_running_loop()
        try:
            await asyncio.sleep(self.takes)
            self.end = ("done", loop.time())
            if self.error is not None:
                raise self.error
        except asyncio.CancelledError:
            await asyncio.sleep(self.cleanup)
            self.end = ("cleaned up", loop.time())
            raise


def stop_after(seconds):
    """Return an event that is set after a while; never, if that is None."""
    stop = asyncio.Event()
    if seconds is not None:
        asyncio.get_running_loop().call_later(seconds, stop.set)
    return stop


def leaves(error):
    """Return the errors in a group, and in the groups inside it."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for inner in error.exceptions for leaf in leaves(inner)]


async def test_it_ends_when_all_workers_have_ended(clock):
    """Without a stop it ends with the slowest worker."""
    workers = [Worker(takes) for takes in (1, 3, 2)]

    await run_until(stop_after(20), *(worker.run() for worker in workers))

    ends = [worker.end for worker in workers]
    assert (ends, clock.elapsed) == ([("done", 1), ("done", 3), ("done", 2)], 3), (
        "Nobody said stop before 20 s, the workers take 1, 3 and 2 s, these were their "
        f"ends: {ends}, and it ended after {clock.elapsed:g} s. What does it wait for?"
    )


async def test_nobody_ever_says_stop(clock):
    """It ends with the workers also where `stop` is never set."""
    await run_until(asyncio.Event(), asyncio.sleep(2))

    assert clock.elapsed == 2


async def test_no_workers(clock):
    """Without workers it ends at once, and waits for no stop."""
    await run_until(stop_after(5))

    assert clock.elapsed == 0


async def test_stop_is_a_regular_end():
    """After a stop it returns: nothing is raised, nothing is cancelled."""
    task = await cancelled_at(run_until(stop_after(2), asyncio.sleep(9)))

    came_out = "CancelledError" if task.cancelled() else repr(task.exception())
    assert came_out == "None", (
        f"Stop was set, and {came_out} came out. Who raised it, and who is to stop it?"
    )


async def test_stop_cancels_the_workers():
    """When `stop` is set, every worker that is still at work is cancelled at once."""
    work = FakeService(takes={"a": 1, "b": 9, "c": 9}, name="work")

    await run_until(stop_after(2), *(work(key) for key in "abc"))

    await asyncio.sleep(0)  # Another test asks whether they have ended too.
    ends = [(call.outcome, call.ended) for call in work.calls]
    assert ends == [("answered", 1), ("cancelled", 2), ("cancelled", 2)], (
        f"Stop was set after 2 s, and these were the ends of three workers: {ends}. "
        "Who tells the workers?"
    )


async def test_stop_is_heard_at_once(clock):
    """It ends at the very instant at which `stop` is set."""
    await run_until(stop_after(2.125), asyncio.sleep(9))

    assert clock.elapsed == 2.125, (
        f"Stop was set after 2.125 s, and it ended after {clock.elapsed:g} s. "
        "How do you learn that an event is set?"
    )


async def test_the_workers_have_cleaned_up(clock):
    """After a stop it returns when the workers have finished their cleaning up."""
    workers = [Worker(takes=9, cleanup=2), Worker(takes=9, cleanup=3)]

    await run_until(stop_after(1), *(worker.run() for worker in workers))

    ends = [worker.end for worker in workers]
    assert ends == [("cleaned up", 3), ("cleaned up", 4)], (
        "Stop was set after 1 s, two workers need 2 and 3 s to clean up, it ended "
        f"after {clock.elapsed:g} s, and this was seen of them: {ends}. "
        "Who waits for them?"
    )


async def test_stop_may_be_set_already(clock):
    """If `stop` is set from the beginning, it ends at once."""
    stop, work = stop_after(None), FakeService(takes=9, name="work")
    stop.set()

    await run_until(stop, work("a"), work("b"))

    assert (work.at_work, clock.elapsed) == (0, 0)


async def test_stop_belongs_to_the_caller():
    """It never sets `stop`: others may wait for it, too."""
    stop = asyncio.Event()

    await run_until(stop, asyncio.sleep(1))

    assert not stop.is_set(), (
        "Nobody said stop, the worker ended after 1 s, and now stop is set. "
        "Who else may wait for this event?"
    )


@pytest.mark.parametrize("seconds", [1, 3])
async def test_nothing_is_left(seconds):
    """When it ends, no task that it made is there any more."""
    await run_until(stop_after(seconds), asyncio.sleep(2), asyncio.sleep(2))

    left = len(asyncio.all_tasks()) - 1
    assert left == 0, (
        f"It has ended, and tasks that have not ended: {left}. "
        "When has a task ended that was told to stop?"
    )


async def test_a_failure_cancels_the_others(clock):
    """When a worker fails, the others are cancelled, and have time to clean up."""
    slow = Worker(takes=9, cleanup=2)

    with pytest.raises((OSError, ExceptionGroup)):
        await run_until(
            stop_after(20), slow.run(), Worker(1, error=OSError("down")).run()
        )

    assert slow.end == ("cleaned up", 3), (
        "A worker failed after 1 s, another one needs 2 s to clean up, it ended after "
        f"{clock.elapsed:g} s, and this was seen of the other one: {slow.end}. "
        "What does a failure mean for the others?"
    )


async def test_a_failure_comes_out_in_a_group():
    """The error of a worker comes out in an ExceptionGroup, and no other error does."""
    error = OSError("down")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await run_until(stop_after(20), asyncio.sleep(9), Worker(1, error=error).run())

    assert isinstance(caught.value, ExceptionGroup), (
        f"A worker failed, and {caught.value!r} came out. Who puts it into a group?"
    )
    assert leaves(caught.value) == [error]


async def test_a_failure_is_not_hidden_by_stop():
    """A worker that sets `stop` and fails at the same moment has failed."""
    stop, error = asyncio.Event(), OSError("disk full")

    async def give_up():
        await asyncio.sleep(1)
        stop.set()
        raise error

    task = await cancelled_at(run_until(stop, asyncio.sleep(9), give_up()))

    assert not task.cancelled()
    assert leaves(task.exception()) == [error], (
        f"A worker set stop, and failed with {error!r} at the same moment. "
        f"{task.exception()!r} came out. Whom do you ask first?"
    )


async def test_a_worker_may_fail_while_it_is_stopped():
    """A worker that fails while it cleans up after a stop has failed."""
    error = OSError("cannot save")

    task = await cancelled_at(
        run_until(stop_after(1), stumble(9, error), asyncio.sleep(9))
    )

    assert not task.cancelled()
    assert leaves(task.exception()) == [error], (
        f"A worker was stopped after 1 s, and failed with {error!r} while it cleaned "
        f"up. {task.exception()!r} came out. Who looks at the workers after a stop?"
    )


async def test_every_failure_comes_out():
    """A worker that fails while others clean up after a failure has failed as well."""
    first, second = OSError("down"), ValueError("cannot save")
    workers = [Worker(1, error=first).run(), stumble(9, second), asyncio.sleep(9)]

    task = await cancelled_at(run_until(stop_after(20), *workers))

    assert not task.cancelled()
    seen = leaves(task.exception())
    assert sorted(seen, key=repr) == [first, second], (
        f"A worker failed with {first!r}, then another one with {second!r} while it "
        f"cleaned up. These came out: {seen}. Who collects the errors?"
    )


async def test_a_cancellation_reaches_the_workers(clock):
    """Cancelled, it cancels the workers, and waits until they have cleaned up."""
    workers = [Worker(takes=9, cleanup=2), Worker(takes=9, cleanup=3)]

    task = await cancelled_at(
        run_until(asyncio.Event(), *(worker.run() for worker in workers)), 1
    )

    ends = [worker.end for worker in workers]
    assert ends == [("cleaned up", 3), ("cleaned up", 4)], (
        "It was cancelled after 1 s, two workers need 2 and 3 s to clean up, it ended "
        f"after {clock.elapsed:g} s, and this was seen of them: {ends}. "
        "What do the workers hear of a cancellation?"
    )
    assert task.cancelled()


@given(quarters=st.integers(1, 23), late=st.booleans())
async def test_a_cancellation_is_never_lost(quarters, late):
    """Whenever the caller is cancelled before the end, it hears of it right there."""
    # Stop comes after 4 s, and the cleaning up lasts until 6 s.
    workers, seconds = [Worker(9, 2), Worker(3), Worker(9, 1)], quarters / 4
    went_on = []

    async def caller():
        await run_until(stop_after(4), *(worker.run() for worker in workers))
        went_on.append(asyncio.get_running_loop().time())

    task = await cancelled_at(caller(), seconds, late=late)

    heard = task.cancelled() and not went_on
    assert heard, (
        f"Your caller was cancelled at {seconds:g} s, stop was set at 4 s, and the "
        "workers had cleaned up at 6 s. Your caller never heard of the cancellation. "
        "Which line of yours met it?"
    )
    assert len(asyncio.all_tasks()) == 1, (
        "It has ended, and some tasks have not. Who ends them?"
    )


@given(cancellation=cancellations(least=1))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, no worker is at work afterwards."""
    work = FakeService(takes={"a": 1, "b": 2, "c": 9}, name="work")

    await cancellation.of(run_until(stop_after(3), *(work(key) for key in "abc")))

    assert work.at_work == 0, "It has ended, and some workers have not. Who ends them?"


@st.composite
def scripts(draw):
    """Return workers and the instant of stop, so that no two things fall together."""
    takes = draw(st.lists(st.integers(1, 20), max_size=5, unique=True))
    stop = draw(st.none() | st.integers(0, 20).map(lambda n: n + 0.5))
    return stop, [
        Worker(
            seconds,
            cleanup=draw(st.sampled_from([0, 0.25, 1.25, 2.25])),
            error=draw(st.none() | st.builds(OSError, st.just(seconds))),
        )
        for seconds in takes
    ]


@given(script=scripts())
async def test_any_script(script, clock):
    """It ends with stop, the last worker or the first failure, and the cleaning up."""
    stop, workers = script
    failing = [worker for worker in workers if worker.error]
    # What ends it, and the worker that fails there.
    ends = [(max((worker.takes for worker in workers), default=0), None)]
    ends += [(worker.takes, worker) for worker in failing]
    ends += [(stop, None)] if stop is not None else []
    end, first = min(ends, key=lambda entry: (entry[0], entry[1] is None))
    cleanups = [worker.cleanup for worker in workers if worker.takes > end]

    task = await cancelled_at(
        run_until(stop_after(stop), *(worker.run() for worker in workers))
    )

    assert not task.cancelled()
    error = task.exception()
    assert leaves(error) == [first.error if first else None]
    assert clock.elapsed == end + max(cleanups, default=0)
