"""All places are used, none twice, and a failure ends all of it."""

import asyncio
import heapq

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import (
    FakeService,
    Job,
    cancellations,
    latencies,
    leaves,
    orders,
    outcome_of,
)
from katas.ch08_synchronization.k2_bounded_map import bounded_map


async def test_each_item_has_its_result():
    """The results come in the order of the items, whichever is ready first."""
    shrink = FakeService(str.upper, takes={"a": 3, "b": 1, "c": 1}, name="shrink")

    results = await bounded_map(shrink, ["a", "b", "c"], 2)

    assert results == ["A", "B", "C"], (
        "The calls for 'a', 'b' and 'c' give 'A', 'B' and 'C', and take 3, 1 and 1 s. "
        f"This came back: {results!r}. What decides about the order of the results?"
    )


async def test_any_result_is_a_result():
    """None, 0 and an exception that was returned are results too."""
    error = OSError("the last error")
    jobs = {"a": Job(result=None), "b": Job(result=0), "c": Job(result=error)}

    results = await outcome_of(bounded_map(lambda item: jobs[item](), "abc", 2))

    assert results == [None, 0, error], (
        f"The calls returned None, 0 and {error!r}, and {results!r} came out. "
        "How does your code tell a result from a failure?"
    )


async def test_no_items():
    """Without items the list is empty."""
    results = await bounded_map(FakeService(), [], 3)

    assert results == [], (
        f"There were no items, and {results!r} came back. "
        "What does your function return then?"
    )


async def test_fewer_items_than_places(clock):
    """With enough places, all items begin at once."""
    shrink = FakeService(takes={"a": 2, "b": 3}, name="shrink")

    await bounded_map(shrink, ["a", "b"], 7)

    assert clock.elapsed == 3, (
        "There are 7 places. Two calls that take 2 and 3 s were done after "
        f"{clock.elapsed:g} s. When did the second one begin?"
    )


async def test_they_begin_in_order():
    """One place: the items come one after another, in their order."""
    shrink = FakeService(takes=1, name="shrink")

    await bounded_map(shrink, "bac", 1)

    assert shrink.keys == ["b", "a", "c"], (
        f"With one place, 'b', 'a' and 'c' were called in the order {shrink.keys}. "
        "What decides who comes next?"
    )


async def test_items_may_be_an_iterator():
    """Each item is used once, also the same item twice, and one of an iterator."""
    shrink = FakeService(takes=1, name="shrink")

    results = await bounded_map(shrink, iter("abcab"), 2)

    assert (shrink.keys, results) == ([*"abcab"], [*"abcab"]), (
        "The items were an iterator over 'a', 'b', 'c', 'a' and 'b'. `fn` was called "
        f"with {shrink.keys}, and {results} came back. How often does your code read "
        "the items, and where does it keep the results?"
    )


async def test_at_most_limit_at_the_same_time():
    """Seven items with three places: three are at work, never more."""
    shrink = FakeService(takes=1, name="shrink")

    await bounded_map(shrink, range(7), 3)

    assert shrink.peak == 3, (
        f"There are 3 places, and {shrink.peak} calls were at work at the same time. "
        "From when until when does a call hold its place?"
    )


async def test_a_free_place_is_used_at_once():
    """The next item begins when any call ends, at that moment."""
    takes = {"a": 4, "b": 1.3125, "c": 1.3125, "d": 1}
    shrink = FakeService(takes=takes, name="shrink")

    await bounded_map(shrink, "abcd", 2)

    began = {call.key: call.began for call in shrink.calls}
    assert began == {"a": 0, "b": 0, "c": 1.3125, "d": 2.625}, (
        f"There are 2 places, and the calls take {takes} s. They began at {began}. "
        "When is a place free, and who waits for that moment?"
    )


async def test_each_map_has_its_own_places(clock):
    """Two maps at the same time do not share their places."""
    shrink = FakeService(takes=1, name="shrink")

    await asyncio.gather(bounded_map(shrink, "abc", 3), bounded_map(shrink, "de", 1))

    assert (shrink.peak, clock.elapsed) == (4, 2), (
        "Two maps ran at the same time, one with 3 places, one with 1. At most "
        f"{shrink.peak} calls were at work, and the last ended at {clock.elapsed:g} s. "
        "How many places are there in all?"
    )


async def test_a_failure_comes_in_a_group():
    """The exception that came first is in an ExceptionGroup."""
    first = OSError("broken")
    shrink = FakeService(
        {"a": ValueError("late"), "b": first}, {"a": 2, "b": 1}, name="shrink"
    )

    error = await outcome_of(bounded_map(shrink, "ab", 2))

    inside = leaves(error) if isinstance(error, ExceptionGroup) else []
    assert first in inside, (
        f"A call failed at 1 s with {first!r}, and {error!r} came out. "
        "Which kind of exception is promised, and with what in it?"
    )


async def test_a_later_failure_counts_too(clock):
    """An item that had to wait for its place may fail as well."""
    shrink = FakeService(
        {"a": 1, "b": 2, "c": OSError("broken")}, {"a": 9, "b": 1, "c": 1}, "shrink"
    )

    await outcome_of(bounded_map(shrink, "abc", 2))

    assert clock.elapsed == 2, (
        "There are 2 places. 'a' takes 9 s, 'b' 1 s, and 'c' fails after 1 s, at 2 s. "
        f"It ended at {clock.elapsed:g} s. What did your code wait for?"
    )


def how_it_ended(job):
    """Return in words when a job was cancelled, and when it ended."""
    asked = f"cancelled at {job.cancelled[0]:g} s" if job.cancelled else "not cancelled"
    ended = "is still at work" if job.ended is None else f"ended at {job.ended:g} s"
    return f"{job.name} was {asked} and {ended}"


def assert_ended(jobs, at, seen):
    """See that jobs were cancelled at an instant, and have cleaned up by now."""
    told = "; ".join(map(how_it_ended, jobs))
    asked = [job.cancelled[:1] for job in jobs] == [[at]] * len(jobs)
    assert asked, f"{seen}. When it ended, {told}. Who tells them to stop, and when?"
    ended = [job.ended for job in jobs] == [at + job.cleanup for job in jobs]
    assert ended, f"{seen}. When it ended, {told}. What waits for their clean-up?"


@pytest.mark.parametrize("instants", [(), (2,)], ids=["", "cancelled then"])
async def test_a_failure_ends_the_others(instants, clock):
    """The others are cancelled at once; it ends when they have cleaned up."""
    a, c = Job("a", 9, cleanup=2), Job("c", 9, cleanup=4)
    jobs = {"a": a, "b": Job("b", 1, error=OSError("broken")), "c": c, "d": Job("d", 9)}

    error = await outcome_of(
        bounded_map(lambda item: jobs[item](), "abcd", 3), *instants
    )

    cancelled = "".join(
        f", the map was cancelled at {instant} s" for instant in instants
    )
    assert_ended(
        [a, c],
        1,
        "There are 3 places. b failed at 1 s, a needs 2 s to clean up and c 4 s"
        + cancelled,
    )
    assert clock.elapsed == 5, (
        f"All had cleaned up at 5 s, and it ended at {clock.elapsed:g} s. "
        "What else does it wait for?"
    )
    assert isinstance(error, ExceptionGroup | asyncio.CancelledError), (
        f"b failed at 1 s{cancelled}, and {error!r} came out. Who hears of the failure?"
    )


@pytest.mark.parametrize("instants", [(1,), (1, 2)], ids=["once", "twice"])
async def test_a_cancellation_reaches_all_of_them(instants):
    """Cancelled, it cancels all calls, waits for them, and is cancelled itself."""
    jobs = {name: Job(name, 9, cleanup=n) for name, n in [("a", 2), ("b", 4), ("c", 1)]}

    error = await outcome_of(
        bounded_map(lambda item: jobs[item](), "abc", 2), *instants
    )

    times = " and ".join(f"{instant} s" for instant in instants)
    assert_ended(
        [jobs["a"], jobs["b"]],
        1,
        f"It was cancelled at {times}; a needs 2 s to clean up, b 4 s, and c waited",
    )
    assert isinstance(error, asyncio.CancelledError), (
        f"It was cancelled at {times}, and this came out: {error!r}. "
        "What becomes of its CancelledError?"
    )


@given(cancellation=cancellations(least=1, most=6))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, nothing is at work afterwards, and nothing begins."""
    shrink = FakeService(takes=1, name="shrink")

    await cancellation.of(bounded_map(shrink, range(5), 2))
    at_work, begun = shrink.at_work, len(shrink.calls)
    await asyncio.sleep(9)

    later = len(shrink.calls) - begun
    assert (at_work, later) == (0, 0), (
        f"It was cancelled. When it ended, {at_work} calls were at work, and {later} "
        "began later. Who ends them?"
    )


@settings(max_examples=40)
@given(
    order=orders(),
    turns=st.lists(st.integers(0, 2), max_size=4),
    limit=st.integers(1, 2),
)
async def test_in_any_order(order, turns, limit):
    """Whatever runs first, there are never more at work than there are places."""
    at_work = peak = 0

    async def work(item):
        nonlocal at_work, peak
        at_work += 1
        peak = max(peak, at_work)
        for _ in range(turns[item]):
            await asyncio.sleep(0)
        at_work -= 1
        return item

    with order:
        results = await bounded_map(work, range(len(turns)), limit)

    assert results == list(range(len(turns)))
    assert peak <= limit, (
        f"Places: {limit}, and {peak} were at work. "
        "What happens between looking for a place and taking it?"
    )


def busy_until(takes, limit):
    """Return when the last call ends, if each takes the first place that is free."""
    places = [0] * limit
    for seconds in takes:
        heapq.heappush(places, heapq.heappop(places) + seconds)
    return max(places)


@given(takes=st.lists(latencies(most=20), max_size=6), limit=st.integers(1, 4))
async def test_no_place_is_empty_while_somebody_waits(takes, limit, clock):
    """It takes as long as when each item takes the first place that is free."""
    work = FakeService(takes=dict(enumerate(takes)), name="work")

    results = await bounded_map(work, range(len(takes)), limit)

    expected = list(range(len(takes))), busy_until(takes, limit)
    assert (results, clock.elapsed) == expected, (
        f"Places: {limit}; the calls take {takes} s. With no place empty "
        f"while an item waits, {expected[0]} is there at {expected[1]:g} s; {results} "
        f"was there at {clock.elapsed:g} s. Which place was empty, and when?"
    )
    assert work.peak <= limit, (
        f"Places: {limit}, and {work.peak} calls were at work. "
        "What makes the next call wait?"
    )
