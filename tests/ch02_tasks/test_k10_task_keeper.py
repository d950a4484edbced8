"""Tasks are held until they have ended, heard of, and waited for."""

import asyncio
import gc
import logging
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import orders
from katas.ch02_tasks.k10_task_keeper import TaskKeeper


class Failures(logging.Filter):
    """Writes down the exceptions that are logged, and holds no record of the log."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def filter(self, record):
        """Take one record down, and pass it on to nobody."""
        self.seen.append(record.exc_info[1] if record.exc_info else None)
        return False


@pytest.fixture
def failures():
    """Collect what is logged as an error."""
    log, seen = logging.getLogger("task_keeper"), Failures()
    log.addFilter(seen)
    yield seen
    log.removeFilter(seen)


async def fail(seconds, error):
    """Fail after a while."""
    await asyncio.sleep(seconds)
    raise error


async def test_spawn_starts_a_task():
    """The task is returned at once, and runs by itself."""
    keeper, done = TaskKeeper(), []

    async def work():
        await asyncio.sleep(1)
        done.append(True)

    task = keeper.spawn(work())

    assert isinstance(task, asyncio.Task), (
        f"`spawn` returned a value of type {type(task).__name__}. "
        "What does the stub promise?"
    )
    assert done == [], "The work was done when `spawn` returned. Who waited for it?"
    await asyncio.sleep(2)
    assert done == [True], "Work of 1 s was not done after 2 s. Who runs it?"


async def test_pending_counts_those_that_have_not_ended():
    """Each spawned task counts until it has ended."""
    keeper = TaskKeeper()
    for seconds in (1, 2, 3):
        keeper.spawn(asyncio.sleep(seconds))

    counts = [keeper.pending()]
    for seconds in (1.25, 1, 1):
        await asyncio.sleep(seconds)
        counts.append(keeper.pending())

    assert counts == [3, 2, 1, 0], (
        "Three tasks of 1, 2 and 3 s, counted at once and after each of them has "
        f"ended: {counts}. Which tasks does `pending` count?"
    )


async def test_a_keeper_knows_its_own_tasks(clock):
    """It counts, and waits for, the tasks that were spawned here, and no others."""
    keeper, another = TaskKeeper(), TaskKeeper()
    keeper.spawn(asyncio.sleep(1))
    slow = another.spawn(asyncio.sleep(4))

    counts = keeper.pending(), another.pending()
    await keeper.drain()

    assert counts == (1, 1), (
        f"Each of two keepers spawned one task, and they count {counts}. "
        "Whose tasks are these?"
    )
    assert clock.elapsed == 1, (
        f"The keeper's task takes 1 s, and drain ended after {clock.elapsed:g} s. "
        "What does it wait for?"
    )
    await slow


async def test_the_task_ends_as_the_coroutine(failures):
    """A caller that awaits the task gets the coroutine's result or exception."""
    error, keeper = OSError("down"), TaskKeeper()

    assert await keeper.spawn(asyncio.sleep(1, "result")) == "result"
    task = keeper.spawn(fail(1, error))
    await asyncio.wait([task])

    assert task.exception() is error, (
        f"The coroutine failed with {error!r}, and the exception of the task is "
        f"{task.exception()!r}. What does a caller that awaits it see?"
    )


async def test_a_task_is_never_lost():
    """The garbage collector does not take a task that nobody else holds."""
    keeper, waiting, done = TaskKeeper(), [], []

    async def lonely():
        future = asyncio.get_running_loop().create_future()
        waiting.append(weakref.ref(future))
        await future
        done.append(True)

    keeper.spawn(lonely())
    await asyncio.sleep(1)
    gc.collect()
    future = waiting[0]()

    assert future is not None, (
        "The task waited for something that only it knew, and the garbage collector "
        "took both. Who held the task?"
    )
    future.set_result(None)
    await keeper.drain()
    assert done == [True], "drain ended before this task. What does it wait for?"


async def test_an_ended_task_is_dropped():
    """The keeper does not hold the results of tasks that have ended."""

    class Result:
        pass

    async def make():
        return Result()

    keeper = TaskKeeper()
    result = weakref.ref(await keeper.spawn(make()))
    await asyncio.sleep(1)
    gc.collect()

    assert result() is None, (
        "The task has ended, and its result is still held. When is a task dropped?"
    )


@pytest.mark.parametrize("cancel", [True, False])
async def test_a_task_without_a_result_is_dropped_too(cancel, failures):
    """The keeper holds no task that was cancelled, and none that failed."""
    keeper = TaskKeeper()
    spawned = keeper.spawn(fail(1, OSError("down")))
    task = weakref.ref(spawned)
    await asyncio.sleep(0.5)
    if cancel:
        spawned.cancel()
    del spawned
    await asyncio.sleep(1)
    # An exception that was logged may hold the task by its traceback.
    failures.seen.clear()
    gc.collect()

    end = "was cancelled" if cancel else "failed"
    assert task() is None, (
        f"The task {end}, and is still held. Which tasks does your code let go?"
    )


async def test_a_failure_is_logged(failures):
    """The exception of a task is logged once, and drain does not raise it."""
    error, keeper = OSError("down"), TaskKeeper()
    keeper.spawn(fail(1, error))

    await keeper.drain()
    await asyncio.sleep(1)

    assert failures.seen == [error], (
        f"A task failed with {error!r}, and this was logged: {failures.seen}. "
        "Who hears of a task that nobody awaits?"
    )


async def test_a_cancelled_task_has_not_failed(failures):
    """A cancelled task is dropped, and nothing is logged."""
    keeper = TaskKeeper()
    task = keeper.spawn(asyncio.sleep(9))
    await asyncio.sleep(1)

    task.cancel()
    await keeper.drain()
    await asyncio.sleep(1)

    assert keeper.pending() == 0, (
        f"The task was cancelled, and {keeper.pending()} is still counted. "
        "Which tasks does `pending` count?"
    )
    assert failures.seen == [], (
        f"The task was cancelled, and this was logged: {failures.seen}. "
        "What does your code ask a task that was cancelled?"
    )


async def test_drain_waits_for_all(clock):
    """It ends when the last task has ended; without tasks, at once."""
    keeper = TaskKeeper()
    await keeper.drain()
    assert clock.elapsed == 0, (
        f"There was no task, and drain ended after {clock.elapsed:g} s. "
        "What did it wait for?"
    )

    for seconds in (1, 3, 2):
        keeper.spawn(asyncio.sleep(seconds))
    await keeper.drain()

    assert clock.elapsed == 3, (
        f"Tasks of 1, 3 and 2 s: drain ended after {clock.elapsed:g} s. "
        "What does it wait for?"
    )


async def test_drain_waits_for_those_that_come_meanwhile(clock):
    """A task that is spawned during a drain is waited for too."""
    keeper = TaskKeeper()

    async def parent():
        await asyncio.sleep(1)
        keeper.spawn(asyncio.sleep(4))

    keeper.spawn(parent())
    await keeper.drain()

    assert clock.elapsed == 5, (
        "A task spawned another one after 1 s, which takes 4 s; drain ended after "
        f"{clock.elapsed:g} s. When do you look at what is there?"
    )


async def test_giving_up_waiting_stops_no_task():
    """When drain is cancelled, the tasks go on."""
    keeper = TaskKeeper()
    task = keeper.spawn(asyncio.sleep(3, "sent"))

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(keeper.drain(), 1)
    await asyncio.wait([task])

    assert not task.cancelled(), (
        "Somebody waited for 1 s and gave up, and the task, which takes 3 s, was "
        "cancelled. Whom does a cancellation of drain reach in your code?"
    )
    assert task.result() == "sent"


@given(
    order=orders(),
    works=st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=5),
)
async def test_in_any_order(order, works, failures):
    """Whatever runs first, each task ends once, and each failure is logged once."""
    failures.seen.clear()
    keeper, ended = TaskKeeper(), []

    async def work(number, steps, good):
        for _ in range(steps):
            await asyncio.sleep(0)
        ended.append(number)
        if not good:
            raise OSError(number)

    with order:
        for number, (steps, good) in enumerate(works):
            keeper.spawn(work(number, steps, good))
        await keeper.drain()
    await asyncio.sleep(1)

    assert sorted(ended) == list(range(len(works))), (
        f"{len(works)} tasks were spawned. After drain, these had ended: {ended}. "
        "What does drain wait for?"
    )
    assert keeper.pending() == 0, (
        f"drain has ended, and {keeper.pending()} tasks are still counted. "
        "Which tasks does `pending` count?"
    )
    bad = [number for number, (_, good) in enumerate(works) if not good]
    logged = sorted(error.args[0] for error in failures.seen)
    assert logged == bad, (
        f"Of {len(works)} tasks these failed: {bad}. These failures were logged: "
        f"{logged}. Who hears of a task that nobody awaits?"
    )
