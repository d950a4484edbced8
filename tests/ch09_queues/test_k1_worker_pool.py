"""Each item once, a few at a time, and the first failure stops the pool."""

import asyncio
import heapq

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancellations, outcome_of
from katas.ch09_queues.k1_worker_pool import worker_pool


def sixteenths(most):
    """Return a strategy for virtual seconds, most of which no polling hits."""
    return st.integers(0, most * 16).map(lambda n: n / 16)


async def test_each_item_gets_its_result():
    """One result for each item, in the order of the items."""
    shrink = FakeService("{}-small".format, {"a": 3, "b": 1, "c": 1}, name="shrink")

    results = await worker_pool(shrink, ["a", "b", "c"], 2)

    assert results == ["a-small", "b-small", "c-small"], (
        f"Two workers had a (3 s), b (1 s) and c (1 s), and this came back: {results}. "
        "How does a result get to the place of its item?"
    )


async def test_nothing_to_do(clock):
    """No items: an empty list, at once."""
    results = await worker_pool(FakeService(name="shrink"), [], 3)

    assert (results, clock.elapsed) == ([], 0), (
        f"There were no items. After {clock.elapsed:g} s this came back: {results!r}. "
        "For what did your code wait, or where does that come from?"
    )


async def test_each_item_is_handled_once():
    """All items are handled, in their order, and none of them twice."""
    shrink = FakeService(takes=1, name="shrink")

    await worker_pool(shrink, list("abcdefg"), 3)

    assert shrink.keys == list("abcdefg"), (
        f"Three workers had the items a to g. They began in this order: {shrink.keys}. "
        "When is an item gone for the other workers?"
    )


@pytest.mark.parametrize("workers", [1, 3])
async def test_a_few_work_at_the_same_time(workers):
    """As many items as there are workers are at work, and never more."""
    shrink = FakeService(takes=1, name="shrink")

    await worker_pool(shrink, list("abcdefg"), workers)

    assert shrink.peak == workers, (
        f"`workers` was {workers}, and there were 7 items. The most that were at work "
        f"at the same time: {shrink.peak}. What in your code says how many there are?"
    )


async def test_a_free_worker_takes_the_next_item(clock):
    """A slow item keeps one worker busy, and no other."""
    takes = {"a": 4, "b": 1.375, "c": 1, "d": 1, "e": 2}
    shrink = FakeService(takes=takes, name="shrink")

    await worker_pool(shrink, list("abcde"), 2)

    begins = {call.key: call.began for call in shrink.calls}
    assert begins == {"a": 0, "b": 0, "c": 1.375, "d": 2.375, "e": 3.375}, (
        f"Two workers share items that take {takes} s. They began at these seconds: "
        f"{begins}. For what does a worker wait that has ended its item?"
    )
    assert clock.elapsed == 5.375, (
        f"The last item ended after 5.375 s, and the results came after "
        f"{clock.elapsed:g} s. For what did your code wait?"
    )


@pytest.mark.parametrize(
    "items", [[None, 1, False], ["a", "b", "a"], [[1], [], [1]]], ids=str
)
async def test_any_value_is_an_item(items):
    """Items may be None, equal to each other, or not hashable."""
    seen = []

    async def handle(item):
        await asyncio.sleep(1)
        seen.append(item)
        return len(seen)

    results = await worker_pool(handle, list(items), 1)

    assert seen == items, (
        f"The items were {items}, and these were handled: {seen}. "
        "What does your code do with a value besides handling it?"
    )
    assert results == [1, 2, 3], (
        f"The items were {items}. `handle` returned 1, 2 and 3, and these results came "
        f"back: {results}. Under what does your code store a result?"
    )


async def test_any_value_is_a_result():
    """None, 0 and an exception that is returned are results."""
    values = [None, ValueError("a result"), 0, "d"]

    async def handle(place):
        return values[place]

    results = await outcome_of(worker_pool(handle, [0, 1, 2, 3], 2))

    assert results == values, (
        f"`handle` returned {values}, and this came out: {results!r}. "
        "How does your code tell a result from a failure?"
    )


@pytest.mark.parametrize("workers", [1, 2, 5])
async def test_a_failure_comes_out(workers, clock):
    """A failure comes out itself, at once, however many workers wait."""
    error = OSError("broken")
    takes = {"a": 1, "b": 2.375, "c": 9}
    shrink = FakeService({"b": error}.get, takes, name="shrink")

    seen = await outcome_of(worker_pool(shrink, list("abc"), workers))

    assert seen is error, (
        f"b failed with {error!r}, and this came out: {seen!r}. "
        "Which way does the exception go from a worker to the caller?"
    )
    failed = next(call.ended for call in shrink.calls if call.key == "b")
    assert clock.elapsed == failed, (
        f"b failed after {failed} s, and its exception came out after "
        f"{clock.elapsed:g} s. For what did your code wait meanwhile?"
    )


async def test_the_first_of_many_failures_comes_out():
    """Where all items fail, the exception that came first comes out."""
    shrink = FakeService(OSError, takes={"a": 2, "b": 1, "c": 2}, name="shrink")

    seen = await outcome_of(worker_pool(shrink, list("abc"), 2))

    assert (type(seen), seen.args) == (OSError, ("b",)), (
        "Each item fails; a takes 2 s, and b takes 1 s. This came out: "
        f"{seen!r}. In which order do you look at the failures?"
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
    """Whatever Exception `handle` raises, that one comes out, as it is."""
    shrink = FakeService({"a": error}.get, takes=1, name="shrink")

    seen = await outcome_of(worker_pool(shrink, ["a", "b"], 1))

    assert seen is error, (
        f"`handle` raised {error!r}, and this came out: {seen!r}. "
        "Which lines of your code meet this exception?"
    )


def assert_stopped(jobs, what_happened):
    """Each job was cancelled once, and has cleaned up."""
    for job in jobs:
        assert job.cancelled, (
            f"{what_happened}, and nobody cancelled {job.name}, which was "
            f"{job.outcome} when your pool ended. Who stops it?"
        )
        assert len(job.cancelled) == 1, (
            f"{what_happened}, and {job.name} was cancelled at these seconds: "
            f"{job.cancelled}. What does the second time do to its clean-up?"
        )
        assert job.ended, (
            f"{what_happened}. {job.name} was cancelled at {job.cancelled[0]:g} s, and "
            "was still cleaning up when your pool ended. Who waits for it?"
        )


async def test_a_failure_stops_the_others():
    """A failure cancels those at work, and comes out when they have cleaned up."""
    error = OSError("broken")
    a, c = Job("a", 9, cleanup=3), Job("c", 9, cleanup=2)
    jobs = {"a": a, "b": Job("b", 1, error=error), "c": c}

    seen = await outcome_of(worker_pool(lambda item: jobs[item](), list("abc"), 3))

    assert_stopped([a, c], "b failed after 1 s")
    assert seen is error, (
        f"b failed with {error!r}, and this came out: {seen!r}. "
        "Which line of yours raised it?"
    )


async def test_no_other_item_is_handled_after_a_failure():
    """The items that wait are not handled after a failure."""
    takes = {"a": 9, "b": 1, "c": 9, "d": 2, "e": 2}
    shrink = FakeService({"b": OSError("broken")}.get, takes, name="shrink")

    await outcome_of(worker_pool(shrink, list("abcde"), 3))
    await asyncio.sleep(30)  # What still goes on is seen.

    late = [call.key for call in shrink.calls if call.ended > 1]
    assert not late, (
        f"Three workers had a, b and c, and b failed after 1 s. Later than that, these "
        f"items were at work: {late}. Who took them?"
    )


async def test_a_cancellation_reaches_all_of_them():
    """Cancelled, it cancels the items at work, and waits until they have ended."""
    jobs = {item: Job(item, 9, cleanup=3) for item in "abc"}

    seen = await outcome_of(worker_pool(lambda item: jobs[item](), list("abc"), 2), 1)

    assert_stopped([jobs["a"], jobs["b"]], "The pool was cancelled at 1 s")
    assert isinstance(seen, asyncio.CancelledError), (
        f"The pool was cancelled at 1 s, and this came out: {seen!r}. "
        "Where did the CancelledError end?"
    )
    assert jobs["c"].began is None, (
        "The pool was cancelled at 1 s, and after that c began. Who took it?"
    )


@pytest.mark.parametrize("fails", [True, False], ids=["after a failure", "cancelled"])
async def test_nothing_cuts_the_clean_up_off(fails, clock):
    """However often it is cancelled, it waits until all have ended."""
    first = Job("a", 0.5, error=OSError("broken")) if fails else Job("a", 9)
    jobs = {"a": first, "b": Job("b", 9, cleanup=3)}

    seen = await outcome_of(worker_pool(lambda item: jobs[item](), ["a", "b"], 2), 1, 2)

    began = "a failed at 0.5 s, and the" if fails else "The"
    assert jobs["b"].ended, (
        f"{began} pool was cancelled at 1 and at 2 s. b needs 3 s to clean up, and the "
        f"pool ended at {clock.elapsed:g} s. What does a cancellation do to the line "
        "that waits for b?"
    )
    assert type(seen) in (asyncio.CancelledError, fails and OSError), (
        f"{began} pool was cancelled at 1 and at 2 s. This came out: {seen!r}. "
        "Where did the exception end?"
    )


@given(cancellation=cancellations(least=1, most=8), workers=st.integers(1, 3))
async def test_it_may_be_cancelled_anywhere(cancellation, workers):
    """Wherever it is cancelled, nobody is at work afterwards, and the caller hears."""
    work = FakeService(takes={"a": 1, "b": 2, "c": 1}, name="work")

    task = await cancellation.of(worker_pool(work, list("abcd"), workers))

    assert task.cancelled() or task.result() == list("abcd")
    assert work.at_work == 0, "It has ended, and some are still at work. Who ends them?"


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
@given(takes=st.lists(sixteenths(5), max_size=8), workers=st.integers(1, 4))
async def test_any_latencies(takes, workers, clock):
    """Each item begins when a worker is free, and the results are in order."""
    items = list(range(len(takes)))
    work = FakeService(takes=dict(enumerate(takes)), name="work")

    results = await worker_pool(work, list(items), workers)

    times = [
        (call.began, call.ended) for call in sorted(work.calls, key=lambda c: c.key)
    ]
    expected = times_of(takes, workers)
    assert times == expected, (
        f"{workers} workers had items that take {takes} s. They began and ended at "
        f"{times}; it could have been {expected}. Who did nothing meanwhile?"
    )
    assert (results, clock.elapsed) == (items, max((e for _, e in times), default=0))
