"""Each item once, a few at a time, and the first failure stops the pool."""

import asyncio
import heapq

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import (
    FakeService,
    cancellations,
    cancelled_at,
    latencies,
    orders,
    stumble,
)
from katas.ch09_queues.k1_worker_pool import worker_pool


class Cleanup:
    """Handles its items, needs a while to clean up, and writes down the end of that."""

    def __init__(self, takes, cleanup, fails=()):
        self.takes, self.cleanup, self.fails = takes, cleanup, fails
        self.ended = {}

    async def handle(self, item):
        """Work on an item; clean up, whatever happens."""
        loop = asyncio.get_running_loop()
        try:
            await asyncio.sleep(self.takes[item])
            if item in self.fails:
                raise OSError(item)
        except asyncio.CancelledError:
            await asyncio.sleep(self.cleanup)
            self.ended[item] = loop.time()
            raise


async def error_of(pool):
    """Return what a pool raises."""
    try:
        await pool
    except NotImplementedError:
        raise
    except Exception as error:
        return error
    return None


async def test_each_item_gets_its_result():
    """One result for each item, in the order of the items."""
    shrink = FakeService(
        "{}-small".format, takes={"a": 3, "b": 1, "c": 1}, name="shrink"
    )

    assert await worker_pool(shrink, "abc", 2) == ["a-small", "b-small", "c-small"]


async def test_nothing_to_do(clock):
    """No items: no results, and nobody waits for them."""
    assert await worker_pool(FakeService(name="shrink"), [], 3) == []

    assert clock.elapsed == 0


async def test_each_item_is_handled_once():
    """All items are handled, in their order, and none of them twice."""
    shrink = FakeService(takes=1, name="shrink")

    await worker_pool(shrink, "abcdefg", 3)

    assert shrink.keys == list("abcdefg"), (
        f"Three workers had the items a to g, and these were handled: {shrink.keys}. "
        "When does a worker take its item, and when is that item gone for the others?"
    )


async def test_a_few_work_at_the_same_time():
    """As many items as there are workers are at work, and never more."""
    shrink = FakeService(takes=1, name="shrink")

    await worker_pool(shrink, "abcdefg", 3)

    assert shrink.peak == 3, (
        "3 workers had 7 items. The most that were at work at the same time: "
        f"{shrink.peak}. What in your code says how many there are?"
    )


async def test_a_free_worker_takes_the_next_item(clock):
    """A slow item keeps one worker busy, and no other."""
    shrink = FakeService(takes={"a": 4, "b": 1, "c": 1, "d": 1, "e": 2}, name="shrink")

    await worker_pool(shrink, "abcde", 2)

    assert clock.elapsed == 5, (
        "Two workers share five items, which take 4, 1, 1, 1 and 2 s. All are done "
        f"after 5 s, and it took {clock.elapsed:g} s. Who has nothing to do meanwhile?"
    )


async def test_more_workers_than_items(clock):
    """A worker that finds no item has nothing to do, and nothing else is waited for."""
    shrink = FakeService(takes={"a": 3, "b": 2, "c": 1}, name="shrink")

    assert await worker_pool(shrink, iter("abc"), 5) == ["a", "b", "c"]

    assert clock.elapsed == 3


@pytest.mark.parametrize(
    "items", [[None, 1, False], ["a", "b", "a"], [[1], [], [1]]], ids=str
)
async def test_any_value_is_an_item(items):
    """Items may be None, equal to each other, or not hashable."""
    seen = []

    async def handle(item):
        await asyncio.sleep(1)
        seen.append(item)
        return item

    assert await worker_pool(handle, items, 2) == items
    assert len(seen) == 3


async def test_any_value_is_a_result():
    """None and an exception that is returned are results."""
    values = [None, ValueError("a result"), "c"]
    results = iter(values)

    async def handle(_):
        return next(results)

    assert await worker_pool(handle, range(3), 1) == values


@pytest.mark.parametrize("workers", [1, 2, 5])
async def test_a_failure_stops_the_pool(workers, clock):
    """The exception is raised as soon as an item fails, however many workers wait."""
    error = OSError("broken")
    shrink = FakeService({"a": 1, "b": error, "c": 3}, {"a": 1, "b": 2, "c": 9})

    seen = await error_of(worker_pool(shrink, "abc", workers))

    assert seen is error, (
        f"b failed with {error!r}, and this came out: {seen!r}. "
        "Which way does the exception go from a worker to the caller?"
    )
    failed = 2 + (workers == 1)
    assert clock.elapsed == failed, (
        f"b failed after {failed} s, and its exception came out after "
        f"{clock.elapsed:g} s. For what did you wait meanwhile?"
    )


async def test_the_first_of_many_failures_comes_out():
    """Where all items fail, the exception that came first is raised."""
    shrink = FakeService(OSError, takes={"a": 2, "b": 1, "c": 2}, name="shrink")

    seen = await error_of(worker_pool(shrink, "abc", 2))

    assert (type(seen), seen.args) == (OSError, ("b",)), (
        "The first failure was OSError('b'), since b takes 1 s and a takes 2 s. This "
        f"came out: {seen!r}. In which order do you look at the failures?"
    )


@pytest.mark.parametrize(
    "error",
    [
        asyncio.QueueEmpty(),
        TimeoutError(),
        IndexError(1),
        ExceptionGroup("", [OSError()]),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_an_error_of_any_type_comes_out(error):
    """Whatever exception `handle` raises, that one comes out, as it is."""
    seen = await error_of(
        worker_pool(FakeService({"a": error, "b": 1}, takes=1), "ab", 1)
    )

    assert seen is error, (
        f"`handle` raised {error!r}, and this came out: {seen!r}. "
        "Which lines of your code can this exception end?"
    )


async def test_the_others_are_cancelled():
    """When an item fails, those at work are cancelled, and no other one is handled."""
    shrink = FakeService({"b": OSError("broken")}.get, takes=9, name="shrink")
    shrink.takes = {"a": 9, "b": 1, "c": 9, "d": 1, "e": 1}

    await error_of(worker_pool(shrink, "abcde", 3))

    await asyncio.sleep(5)  # What still goes on is seen.
    ends = {call.key: (call.outcome, call.ended) for call in shrink.calls}
    late = [key for key in "de" if key in ends and ends.pop(key) != ("cancelled", 1)]
    assert not late, f"b failed after 1 s, and then {late} was handled. Who took it?"
    assert ends == {"a": ("cancelled", 1), "b": ("failed", 1), "c": ("cancelled", 1)}, (
        f"One failed after 1 s, and these were the ends: {ends}. "
        "What do the others do after that?"
    )


async def test_the_others_have_cleaned_up(clock):
    """The exception is raised when those that were at work have ended."""
    work = Cleanup({"a": 9, "b": 1, "c": 9}, cleanup=3, fails="b")

    await error_of(worker_pool(work.handle, "abc", 3))

    assert work.ended == {"a": 4, "c": 4}, (
        "b failed after 1 s, a and c need 3 s to clean up, the exception came out "
        f"after {clock.elapsed:g} s, and by then these had ended: {work.ended}. "
        "Who waits for a cancelled task?"
    )


async def test_a_failure_while_cleaning_up_comes_later():
    """Where an item fails while it cleans up, the first exception is raised."""
    first = OSError("first")

    async def handle(item):
        if item == "a":
            await stumble(9, ValueError("cannot clean up"))
        await asyncio.sleep(1)
        raise first

    seen = await error_of(worker_pool(handle, "ab", 2))

    assert seen is first, (
        f"One failed with {first!r}, another one failed then, when it was cancelled, "
        f"and {seen!r} came out. Which line of yours raised it?"
    )


async def test_a_cancellation_reaches_all_of_them(clock):
    """Cancelled, it cancels the items at work, and ends when they have ended."""
    work = Cleanup({"a": 9, "b": 9, "c": 9}, cleanup=3)

    task = await cancelled_at(worker_pool(work.handle, "abc", 2), 1)

    assert task.cancelled(), (
        "It was cancelled after 1 s, and its caller never heard of it. "
        "Where did the CancelledError end?"
    )
    assert work.ended == {"a": 4, "b": 4}, (
        "It was cancelled after 1 s, a and b need 3 s to clean up, it ended after "
        f"{clock.elapsed:g} s, and by then these had ended: {work.ended}. "
        "Who tells the workers, and who waits for them?"
    )


@given(cancellation=cancellations(least=1, most=8), workers=st.integers(1, 3))
async def test_it_may_be_cancelled_anywhere(cancellation, workers):
    """Wherever it is cancelled, nobody is at work afterwards, and the caller hears."""
    work = FakeService(takes={"a": 1, "b": 2, "c": 1}, name="work")

    task = await cancellation.of(worker_pool(work, "abcd", workers))

    assert task.cancelled() or task.result() == list("abcd")
    assert work.at_work == 0, "It has ended, and some are still at work. Who ends them?"


@settings(max_examples=50)
@given(
    order=orders(),
    steps=st.lists(st.integers(0, 2), max_size=4),
    workers=st.integers(1, 3),
)
async def test_any_interleaving(order, steps, workers):
    """In whatever order the workers run, each item is handled once."""
    handled = []

    async def handle(item):
        for _ in range(steps[item]):
            await asyncio.sleep(0)
        handled.append(item)
        return item

    items = list(range(len(steps)))
    with order:
        results = await worker_pool(handle, items, workers)

    assert (sorted(handled), results) == (items, items)


def times_of(takes, workers):
    """Return when each item begins and ends: the next one goes to the first free."""
    free = [0] * workers
    times = []
    for each in takes:
        began = heapq.heappop(free)
        heapq.heappush(free, began + each)
        times.append((began, began + each))
    return times


@settings(max_examples=40)
@given(takes=st.lists(latencies(5), max_size=8), workers=st.integers(1, 4))
async def test_any_latencies(takes, workers, clock):
    """Each item begins when a worker is free, and the results are in order."""
    work = FakeService(takes=dict(enumerate(takes)), name="work")

    results = await worker_pool(work, range(len(takes)), workers)

    times = [(call.began, call.ended) for call in work.calls]
    assert results == list(range(len(takes)))
    assert work.keys == list(range(len(takes)))
    assert times == times_of(takes, workers)
    assert clock.elapsed == max((end for _, end in times), default=0)


@settings(max_examples=50)
@given(
    script=st.lists(st.tuples(latencies(5), st.booleans()), max_size=7),
    workers=st.integers(1, 4),
)
async def test_any_failures(script, workers, clock):
    """The first failure ends the pool, and what was done before is done."""
    answers = {n: n if good else OSError(n) for n, (_, good) in enumerate(script)}
    takes = {n: each for n, (each, _) in enumerate(script)}
    times = times_of(takes.values(), workers)
    bad = [(times[n][1], n) for n, (_, good) in enumerate(script) if not good]
    work = FakeService(answers, takes, name="work")

    async def handle(n):
        # Of two that fail at the same moment, one may be looked at by nobody.
        asyncio.current_task().add_done_callback(
            lambda t: t.cancelled() or t.exception()
        )
        return await work(n)

    error = await error_of(worker_pool(handle, answers, workers))

    end = min(bad)[0] if bad else max((ended for _, ended in times), default=0)
    # At the very moment of the first failure, others may still begin, end or fail.
    first = [answers[n] for ended, n in bad if ended == end]
    began = {n for n in answers if not bad or times[n][0] < end}
    assert (error in first) if bad else (error is None)
    assert began <= set(work.keys)
    assert work.at_work == 0
    assert all(call.began <= end and call.ended <= end for call in work.calls)
    assert clock.elapsed == end


@settings(max_examples=40)
@given(
    takes=st.lists(latencies(3), min_size=1, max_size=6),
    workers=st.integers(1, 3),
    instant=latencies(6),
    late=st.booleans(),
)
async def test_it_may_be_cancelled_at_any_time(takes, workers, instant, late):
    """A pool that has not ended is cancelled, and nothing goes on or begins."""
    work = FakeService(takes=dict(enumerate(takes)), name="work")
    end = max(ended for _, ended in times_of(takes, workers))

    pool = worker_pool(work, range(len(takes)), workers)
    task = await cancelled_at(pool, instant, late=late)
    await asyncio.sleep(20)

    if instant != end:
        assert task.cancelled() == (instant < end)
    if not task.cancelled():
        assert task.result() == list(range(len(takes)))
    assert all(call.ended <= min(instant, end) for call in work.calls)
