"""As many at work as are allowed, never more, and the results in order."""

import asyncio
import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.fakes import FakeService
from dojo.schedules import cancellations, latencies
from katas.ch08_synchronization.k2_bounded_map import bounded_map


async def test_the_results_are_in_order():
    """Each item gets its result, in the order of the items."""
    double = FakeService(lambda n: 2 * n, takes={1: 3, 2: 1, 3: 2}, name="double")

    assert await bounded_map(double, [1, 2, 3], 2) == [2, 4, 6]


async def test_no_items():
    """No items: an empty list."""
    assert await bounded_map(FakeService(), [], 3) == []


async def test_items_come_once():
    """An iterator can be read once, and equal items are two items."""
    double = FakeService(lambda n: 2 * n, name="double")

    assert await bounded_map(double, iter([1, 1, 2]), 2) == [2, 2, 4]

    assert double.keys == [1, 1, 2]


@pytest.mark.parametrize("limit", [1, 2, 4])
async def test_never_more_than_the_limit(limit):
    """At most `limit` calls are at work at the same time."""
    work = FakeService(takes=2, name="work")

    await bounded_map(work, range(8), limit)

    assert work.peak == limit, (
        f"The limit was {limit}, and {work.peak} were at work at the same time. "
        "Who counts them?"
    )


async def test_a_high_limit_is_none():
    """With more slots than items all of them are at work together."""
    work = FakeService(takes=2, name="work")

    await bounded_map(work, range(5), 99)

    assert work.peak == 5


async def test_the_next_begins_when_one_has_ended(clock):
    """A slot is never empty while an item waits."""
    work = FakeService(takes={"a": 4, "b": 1, "c": 1, "d": 1}, name="work")

    await bounded_map(work, "abcd", 2)

    began = [call.began for call in work.calls]
    assert began == [0, 0, 1, 2], (
        f"Two at a time: a takes 4 s, the others 1 s each. They began at {began} s. "
        "What did the free slot wait for?"
    )
    assert clock.elapsed == 4


async def test_a_failure_comes_out():
    """What a call raises is raised, by itself or in a group."""
    error = OSError("no disk")
    work = FakeService({1: 1, 2: error, 3: 3}, takes=1, name="work")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await bounded_map(work, [1, 2, 3], 2)

    assert error in (caught.value, *getattr(caught.value, "exceptions", ()))


async def test_a_failure_ends_the_others(clock):
    """The others are cancelled, have cleaned up, and nothing more is done."""
    ended = []

    async def work(item):
        await asyncio.sleep(1)
        if item == "bad":
            raise OSError(item)
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(2)
            ended.append(clock.elapsed)

    with pytest.raises((OSError, ExceptionGroup)):
        await bounded_map(work, ["slow", "bad", "later", "last"], 2)

    assert ended[:1] == [3], (
        "A call failed after 1 s, and the other one needs 2 s to clean up. Calls had "
        f"ended at {ended} s when the error came out. Who waits for them?"
    )
    seconds = clock.elapsed
    await asyncio.sleep(30)
    assert clock.elapsed - seconds == 30
    assert len(ended) == 1, f"After the error {len(ended) - 1} more went on working."


@given(cancellation=cancellations(least=1, most=4))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, nobody is at work afterwards."""
    work = FakeService(takes={1: 1, 2: 2, 3: 1, 4: 3}, name="work")

    await cancellation.of(bounded_map(work, [1, 2, 3, 4], 2))

    assert work.at_work == 0, "It has ended, and some are still at work. Who ends them?"


@given(waits=st.lists(latencies(5), max_size=8), limit=st.integers(1, 5))
async def test_any_items_and_any_limit(waits, limit, clock):
    """It takes as long as if each free slot took the next item at once."""
    work = FakeService(takes=dict(enumerate(waits)), name="work")
    free_at = [0.0] * limit
    for seconds in waits:
        heapq.heappush(free_at, heapq.heappop(free_at) + seconds)

    results = await bounded_map(work, range(len(waits)), limit)

    assert results == list(range(len(waits)))
    assert work.peak <= limit
    assert clock.elapsed == max(free_at)
