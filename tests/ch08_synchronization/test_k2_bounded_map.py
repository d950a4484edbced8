"""All places are used, none twice, and a failure ends all of it."""

import asyncio
import heapq

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, latencies, orders
from katas.ch08_synchronization.k2_bounded_map import bounded_map


async def test_each_item_has_its_result():
    """The results come in the order of the items, whichever is ready first."""
    shrink = FakeService(str.upper, takes={"a": 3, "b": 1, "c": 1}, name="shrink")

    assert await bounded_map(shrink, ["a", "b", "c"], 2) == ["A", "B", "C"]


async def test_no_items():
    """Without items the list is empty."""
    assert await bounded_map(FakeService(), [], 3) == []


async def test_fewer_items_than_places(clock):
    """With enough places, all items begin at once."""
    shrink = FakeService(takes={"a": 2, "b": 3}, name="shrink")

    assert await bounded_map(shrink, ["a", "b"], 7) == ["a", "b"]

    assert clock.elapsed == 3, (
        "There are 7 places. Two calls that take 2 and 3 s were done after "
        f"{clock.elapsed:g} s. When did the second one begin?"
    )


async def test_items_may_be_an_iterator():
    """Each item of an iterator is used once."""
    shrink = FakeService(takes=1, name="shrink")

    assert await bounded_map(shrink, iter("abcde"), 2) == list("abcde")

    assert shrink.keys == list("abcde")


async def test_at_most_limit_at_the_same_time(clock):
    """Seven items with three places: three are at work, never more."""
    shrink = FakeService(takes=1, name="shrink")

    await bounded_map(shrink, range(7), 3)

    assert shrink.peak == 3, (
        f"There are 3 places, and {shrink.peak} calls were at work at the same time. "
        "What makes the next call wait?"
    )


async def test_a_free_place_is_used_at_once(clock):
    """The next item begins when the first call ends, not when all calls end."""
    shrink = FakeService(takes={"a": 4, "b": 1, "c": 1, "d": 1}, name="shrink")

    await bounded_map(shrink, "abcd", 2)

    assert clock.elapsed == 4, (
        "With 2 places, one call took 4 s and three calls 1 s each; all were done "
        f"after {clock.elapsed:g} s. When was a place free, and who used it?"
    )


async def test_they_begin_in_order(clock):
    """One place: the items come one after another, in their order."""
    shrink = FakeService(takes=1, name="shrink")

    await bounded_map(shrink, "abc", 1)

    assert [(call.key, call.began) for call in shrink.calls] == [
        ("a", 0),
        ("b", 1),
        ("c", 2),
    ]


async def test_each_map_has_its_own_places(clock):
    """Two maps at the same time do not share their places."""
    shrink = FakeService(takes=1, name="shrink")

    await asyncio.gather(bounded_map(shrink, "abc", 3), bounded_map(shrink, "de", 1))

    assert (shrink.peak, clock.elapsed) == (4, 2), (
        "Two maps ran at the same time, one with 3 places, one with 1. At most "
        f"{shrink.peak} calls were at work. How many places are there in all?"
    )


@pytest.mark.parametrize("limit", [0, -1])
async def test_there_has_to_be_a_place(limit):
    """Less than one place: ValueError, and nothing is called."""
    shrink = FakeService(name="shrink")
    work = asyncio.create_task(bounded_map(shrink, "ab", limit))

    done, _ = await asyncio.wait([work], timeout=99)
    work.cancel()

    assert done, f"With limit={limit} it still waits after 99 s. For whom?"
    with pytest.raises(ValueError):
        await work
    assert shrink.keys == []


async def test_a_failure_cancels_the_others(clock):
    """When one call fails, the others are cancelled at once."""
    shrink = FakeService(
        {"a": OSError("broken"), "b": 1, "c": 2, "d": 3},
        takes={"a": 1, "b": 9, "c": 9, "d": 9},
        name="shrink",
    )

    with pytest.raises((ExceptionGroup, OSError)):
        await bounded_map(shrink, "abcd", 2)
    await asyncio.sleep(30)

    done = [call.key for call in shrink.calls if call.outcome == "answered"]
    assert done == [], (
        f"The first call failed after 1 s, and these came to their end later: {done}. "
        "Who needs their results?"
    )


async def test_a_failure_comes_in_a_group():
    """The exception that came first is in an ExceptionGroup."""
    first = OSError("broken")
    shrink = FakeService(
        {"a": ValueError("late"), "b": first}, {"a": 2, "b": 1}, name="shrink"
    )

    with pytest.raises((ExceptionGroup, OSError)) as caught:
        await bounded_map(shrink, "ab", 2)

    inside = getattr(caught.value, "exceptions", ())
    assert any(error is first for error in inside), (
        f"A call failed with {first!r}, and {caught.value!r} came out. "
        "Which kind of exception is promised?"
    )


async def test_a_later_failure_counts_too(clock):
    """An item that had to wait for its place may fail as well."""
    shrink = FakeService(
        {"a": 1, "b": 2, "c": OSError("broken")}, {"a": 1, "b": 9, "c": 1}, "shrink"
    )

    with pytest.raises((ExceptionGroup, OSError)):
        await bounded_map(shrink, "abc", 2)

    assert clock.elapsed == 2, (
        "The third item began at 1 s and failed at 2 s, and it was known at "
        f"{clock.elapsed:g} s. What did your code wait for?"
    )


async def clean_up(seconds, ended):
    """Work for long; when cancelled, clean up for a while."""
    try:
        await asyncio.sleep(9)
    finally:
        try:
            await asyncio.sleep(seconds)
        finally:
            ended.append(seconds)


async def test_the_others_have_cleaned_up(clock):
    """The exception is raised when all others have cleaned up."""
    ended = []

    async def work(item):
        if item == "bad":
            await asyncio.sleep(1)
            raise OSError("broken")
        await clean_up(item, ended)

    with pytest.raises((ExceptionGroup, OSError)):
        await bounded_map(work, [2, "bad", 4], 3)

    assert (sorted(ended), clock.elapsed) == ([2, 4], 5), (
        "One call failed at 1 s, the two others need 2 and 4 s to clean up. At "
        f"{clock.elapsed:g} s the exception came, and these had cleaned up: {ended}. "
        "Who waits for them?"
    )


async def test_a_cancellation_reaches_all_of_them():
    """Cancelled, it cancels all calls, and waits for them."""
    ended = []

    task = await cancelled_at(
        bounded_map(lambda seconds: clean_up(seconds, ended), [2, 4, 6], 2), 1
    )

    assert task.cancelled()
    assert sorted(ended) == [2, 4], (
        "It was cancelled at 1 s, the two calls at work need 2 and 4 s to clean up. "
        f"When it ended, these had ended: {ended}. Whom does it wait for?"
    )


@given(cancellation=cancellations(least=1, most=6))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, nothing is at work afterwards, and nothing begins."""
    shrink = FakeService(takes=1, name="shrink")

    await cancellation.of(bounded_map(shrink, range(5), 2))
    begun = len(shrink.calls)
    at_work = shrink.at_work
    await asyncio.sleep(9)

    assert at_work == 0, "It has ended, and some are still at work. Who ends them?"
    assert len(shrink.calls) == begun


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
        f"There is place for {limit}, and {peak} were at work. "
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

    assert results == list(range(len(takes)))
    assert work.peak <= limit
    assert clock.elapsed == busy_until(takes, limit)
