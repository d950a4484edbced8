"""Each item once, a few at a time, and the results in order."""

import asyncio
import heapq
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.fakes import FakeService
from dojo.schedules import cancellations, latencies, orders
from katas.ch09_queues.k1_worker_pool import worker_pool


async def test_the_results_are_in_order():
    """Each item gets its result, in the order of the items."""
    double = FakeService(lambda n: 2 * n, takes={1: 3, 2: 1, 3: 2}, name="double")

    assert await worker_pool(double, [1, 2, 3], 2) == [2, 4, 6]


async def test_no_items():
    """No items: an empty list."""
    assert await worker_pool(FakeService(), [], 3) == []


async def test_more_workers_than_items():
    """Workers without work do no harm."""
    assert await worker_pool(FakeService(takes=1), iter("ab"), 5) == ["a", "b"]


@pytest.mark.parametrize("value", [None, False, 0])
async def test_any_item_is_an_item(value):
    """None is handled, and may be a result."""
    handle = FakeService(name="handle")

    assert await worker_pool(handle, [value, value], 2) == [value, value]

    assert handle.keys == [value, value]


@pytest.mark.parametrize("workers", [1, 2, 4])
async def test_as_many_at_work_as_there_are_workers(workers):
    """Each worker handles one item at a time, and all of them work."""
    handle = FakeService(takes=2, name="handle")

    await worker_pool(handle, range(8), workers)

    assert handle.peak == workers, (
        f"There were {workers} workers, and at most {handle.peak} items were handled "
        "at the same time. What does a worker wait for?"
    )


async def test_workers_of_different_speed(clock):
    """Who is free takes the next item; at the end nobody waits."""
    handle = FakeService(takes={"a": 4, "b": 1, "c": 1, "d": 1}, name="handle")

    await worker_pool(handle, "abcd", 2)

    began = [call.began for call in handle.calls]
    assert began == [0, 0, 1, 2], (
        f"Two workers: a takes 4 s, the others 1 s each. They began at {began} s. "
        "What did the free worker wait for?"
    )
    assert clock.elapsed == 4


async def test_each_item_once():
    """No item is left out or handled twice; equal items are two items."""
    handle = FakeService(takes=1, name="handle")
    items = [1, 1, 2, 3, 3, 3]

    await worker_pool(handle, items, 3)

    assert handle.keys == items


async def test_a_failure_comes_out():
    """What a call raises is raised, by itself or in a group."""
    error = OSError("out of paper")
    handle = FakeService({1: 1, 2: error, 3: 3}, takes=1, name="handle")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await worker_pool(handle, [1, 2, 3], 2)

    assert error in (caught.value, *getattr(caught.value, "exceptions", ()))


async def test_a_failure_stops_the_pool(clock):
    """The others are cancelled, have cleaned up, and nothing more is done."""
    ended = []

    async def handle(item):
        await asyncio.sleep(1)
        if item == "bad":
            raise OSError(item)
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(2)
            ended.append(clock.elapsed)

    with pytest.raises((OSError, ExceptionGroup)):
        await worker_pool(handle, ["slow", "bad", "later", "last"], 2)

    assert ended[:1] == [3], (
        "A call failed after 1 s, and the other one needs 2 s to clean up. Calls had "
        f"ended at {ended} s when the error came out. Who waits for them?"
    )
    await asyncio.sleep(30)
    assert len(ended) == 1, f"After the error {len(ended) - 1} more went on working."


@given(cancellation=cancellations(least=1, most=4))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, nobody is at work afterwards."""
    handle = FakeService(takes={1: 1, 2: 2, 3: 1, 4: 3}, name="handle")

    await cancellation.of(worker_pool(handle, [1, 2, 3, 4], 2))

    assert handle.at_work == 0, "It was cancelled, and some are still at work."


@given(order=orders(), items=st.integers(0, 5), workers=st.integers(1, 3))
async def test_in_any_order(order, items, workers):
    """In any order of steps each item is handled once, and it ends."""
    handled = Counter()

    async def handle(item):
        await asyncio.sleep(0)
        handled[item] += 1
        return -item

    with order:
        results = await worker_pool(handle, range(items), workers)

    assert results == [-item for item in range(items)]
    assert handled == Counter(range(items)), f"Each of {items} once? {dict(handled)}."


@given(waits=st.lists(latencies(5), max_size=8), workers=st.integers(1, 5))
async def test_any_items_and_any_workers(waits, workers, clock):
    """It takes as long as if whoever is free takes the next item at once."""
    handle = FakeService(takes=dict(enumerate(waits)), name="handle")
    free_at = [0.0] * workers
    for seconds in waits:
        heapq.heappush(free_at, heapq.heappop(free_at) + seconds)

    results = await worker_pool(handle, range(len(waits)), workers)

    assert results == list(range(len(waits)))
    assert handle.peak <= workers
    assert clock.elapsed == max(free_at)
