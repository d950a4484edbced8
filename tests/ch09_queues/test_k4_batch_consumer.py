"""A batch goes out when it is full or old enough, and no item is ever lost."""

import asyncio

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at
from katas.ch09_queues.k4_batch_consumer import consume_batches


class Batches(FakeService):
    """A `flush` that keeps the batches, and when each was handed over."""

    def __init__(self, answers=None, takes=0):
        super().__init__(takes=takes, name="flush")
        self.lists, self.errors = [], dict(answers or {})

    async def __call__(self, batch):
        """Keep the batch, work for a while, and fail if that was asked for."""
        self.lists.append(batch)
        await super().__call__(tuple(batch))
        if tuple(batch) in self.errors:
            raise self.errors[tuple(batch)]

    @property
    def seen(self):
        """Each batch, as it was when it was handed over, and when that was."""
        return [(list(call.key), call.began) for call in self.calls]

    @property
    def items(self):
        """All items, in the order in which they were handed over."""
        return [item for call in self.calls for item in call.key]


def filled(*items):
    """Return a queue with some items."""
    queue = asyncio.Queue()
    for item in items:
        queue.put_nowait(item)
    return queue


def coming(*arrivals, hops=0):
    """Return a queue into which items come, each at its time.

    They come some turns of the loop after what else happens at that time.
    """
    queue, loop = asyncio.Queue(), asyncio.get_running_loop()

    def put(item, hops):
        if hops:
            loop.call_soon(put, item, hops - 1)
        else:
            queue.put_nowait(item)

    for seconds, item in arrivals:
        loop.call_later(seconds, put, item, hops)
    return queue


def rest_of(queue):
    """Return what is still in a queue."""
    return [queue.get_nowait() for _ in range(queue.qsize())]


async def test_a_full_batch_is_flushed_at_once(clock):
    """A batch of `size` items waits for nothing, and None flushes the rest."""
    flush = Batches()

    await consume_batches(filled(*"abcde", None), 2, 5, flush)

    assert flush.seen == [(["a", "b"], 0), (["c", "d"], 0), (["e"], 0)]
    assert clock.elapsed == 0


async def test_the_time_runs_from_the_first_item(clock):
    """A batch is flushed `max_wait` seconds after its first item was taken."""
    flush = Batches()
    arrivals = [(2, "a"), (4, "b"), (6, "c"), (8, "d"), (9, None)]

    await consume_batches(coming(*arrivals), 10, 5, flush)

    assert flush.seen == [(["a", "b", "c"], 7), (["d"], 9)], (
        "Items came at 2, 4, 6 and 8 s, the end at 9 s, and max_wait is 5 s. These "
        f"batches went out: {flush.seen}. Which item starts the clock?"
    )


async def test_it_is_flushed_though_nothing_comes():
    """No other item is needed for a batch to go out in time."""
    flush = Batches()

    await consume_batches(coming((1, "a"), (60, None)), 10, 5, flush)

    assert flush.seen[:1] == [(["a"], 6)], (
        "One item came at 1 s, and nothing else before 60 s; max_wait is 5 s. These "
        f"batches went out: {flush.seen}. Who looks at the clock meanwhile?"
    )


async def test_without_items_nothing_is_flushed():
    """No batch is empty, neither in quiet times nor at the end."""
    flush = Batches()

    await consume_batches(coming((30, "a"), (50, None)), 1, 5, flush)
    await consume_batches(filled(None), 1, 5, flush)

    assert flush.seen == [(["a"], 30)]


async def test_only_none_is_the_end():
    """0, False and an empty list are items; what stands behind None stays there."""
    flush, queue = Batches(), filled(0, False, "", None, "next", None)

    await consume_batches(queue, 3, 5, flush)

    assert flush.items == [0, False, ""]
    assert rest_of(queue) == ["next", None]


async def test_each_batch_is_a_list_of_its_own():
    """A batch that was handed over does not change any more."""
    flush = Batches()

    await consume_batches(filled(*"abc", None), 2, 5, flush)

    assert flush.lists == [["a", "b"], ["c"]], (
        f"Someone keeps the batches ab and c, and these are they now: {flush.lists}. "
        "Who else has these lists?"
    )


async def test_a_flush_is_not_cut_off(clock):
    """A flush may take longer than `max_wait`, and one is at work at a time."""
    flush = Batches(takes=20)

    await consume_batches(coming((0, "a"), (1, "b"), (2, None)), 1, 5, flush)

    outcomes = [call.outcome for call in flush.calls]
    assert outcomes == ["answered", "answered"], (
        f"A flush takes 20 s, max_wait is 5 s. The ends of the flushes: {outcomes}. "
        "Whose time is limited?"
    )
    assert (flush.peak, clock.elapsed) == (1, 40), (
        f"{flush.peak} flushes were at work at the same time. Who waits for the first?"
    )


async def test_nothing_is_taken_during_a_flush():
    """What comes while a flush works stays in the queue; its time begins later."""
    queue = coming((0, "a"), (6, "b"), (7, "c"), (30, None))
    flush, left = Batches(takes=10), []
    asyncio.get_running_loop().call_later(14, lambda: left.append(queue.qsize()))

    await consume_batches(queue, 10, 5, flush)

    assert left == [2], (
        f"Two items came while a flush was at work, and {left[0]} of them were still "
        "in the queue. Who had the others, and what if that flush fails?"
    )
    assert flush.seen == [(["a"], 5), (["b", "c"], 20)]


@pytest.mark.parametrize("error", [OSError("down"), TimeoutError("slow")], ids=repr)
async def test_an_error_of_a_flush_comes_out(error, clock):
    """What flush raises is raised, and nothing else is taken."""
    queue = coming((0, "a"), (1, "b"), (6, "c"), (6, "d"), (7, None))
    flush = Batches({("a", "b"): error}, takes=3)

    with pytest.raises(type(error)) as caught:
        await consume_batches(queue, 9, 5, flush)

    assert flush.items == ["a", "b"], (
        "The flush of a and b failed, and these items were handed over: "
        f"{flush.items}. What may still be flushed after that?"
    )
    assert (caught.value, clock.elapsed) == (error, 8)
    assert rest_of(queue) == ["c", "d", None]


@pytest.mark.parametrize("last", ["b", None])
async def test_what_comes_when_the_time_is_over_is_not_lost(last):
    """An item, or the end, that comes just then counts."""
    for hops in range(7):
        flush = Batches()
        queue = coming((1, "a"), (6, last), hops=hops)
        asyncio.get_running_loop().call_later(20, queue.put_nowait, None)

        await consume_batches(queue, 9, 5, flush)

        expected = ["a", last] if last else ["a"]
        assert flush.items == expected, (
            f"An item came at 1 s, and {last!r} at 6 s, exactly when the time of the "
            f"batch was over. These items were flushed: {flush.items}. "
            "Who had the other one?"
        )


async def test_a_cancelled_consumer_flushes_what_it_has(clock):
    """What has been taken is flushed; then the CancelledError is raised."""
    queue, flush = coming((1, "a"), (2, "b"), (9, None)), Batches(takes=2)

    task = await cancelled_at(consume_batches(queue, 9, 5, flush), 3)

    assert flush.seen == [(["a", "b"], 3)], (
        "Two items had been taken when it was cancelled at 3 s. These batches went "
        f"out: {flush.seen}. Who else knows of these items?"
    )
    assert task.cancelled(), (
        "Its caller was cancelled at 3 s, and never heard of it. Where did the "
        "CancelledError end?"
    )
    assert (clock.elapsed, flush.calls[0].outcome) == (5, "answered"), (
        "It was cancelled at 3 s, and began a flush that takes 2 s; it ended at "
        f"{clock.elapsed:g} s, and then the flush was {flush.calls[0].outcome}. "
        "Who waits for it?"
    )


async def test_a_cancelled_consumer_without_items_flushes_nothing(clock):
    """Where nothing has been taken, it is over at once."""
    flush = Batches(takes=2)

    task = await cancelled_at(consume_batches(coming((9, None)), 9, 5, flush), 3)

    assert task.cancelled()
    assert (flush.seen, clock.elapsed) == ([], 3)


async def test_a_cancelled_flush_is_not_repeated(clock):
    """A flush that is at work is cancelled, and no other one begins."""
    queue, flush = filled(*"abc", None), Batches(takes=9)

    task = await cancelled_at(consume_batches(queue, 2, 5, flush), 3)

    assert flush.seen == [(["a", "b"], 0)], (
        "It was cancelled while the first batch was being flushed. These batches went "
        f"out, and when: {flush.seen}. How often is each item handed over?"
    )
    assert task.cancelled()
    assert (flush.calls[0].outcome, clock.elapsed) == ("cancelled", 3)
    assert rest_of(queue) == ["c", None]


def assert_none_is_lost(items, flush, queue):
    """Each item was flushed once, in order, or is still in the queue."""
    left = [item for item in rest_of(queue) if item is not None]
    assert flush.items + left == items, (
        f"These were the items: {items}; flushed were {flush.items}, and {left} are in "
        "the queue. Who took the others, or gave one twice?"
    )


@given(cancellation=cancellations(), seconds=st.integers(0, 2))
async def test_it_may_be_cancelled_anywhere(cancellation, seconds):
    """Wherever it is cancelled, no item is lost, and its caller hears of it."""
    items = [*"abcde"]
    queue = coming(*((n * seconds, item) for n, item in enumerate([*items, None])))
    flush = Batches(takes=1)

    task = await cancellation.of(consume_batches(queue, 2, 3, flush))

    assert task.cancelled() or not task.cancelling(), (
        "It was cancelled, went on to the end, and its caller never heard of it. "
        "Which of your calls has lost the cancellation?"
    )
    await asyncio.sleep(30)
    assert_none_is_lost(items, flush, queue)


@given(
    arrivals=st.lists(st.integers(0, 9), min_size=1, max_size=6).map(sorted),
    hops=st.integers(0, 3),
    instant=st.integers(0, 12),
    late=st.booleans(),
    takes=st.integers(0, 2),
)
async def test_it_may_be_cancelled_at_any_time(arrivals, hops, instant, late, takes):
    """Nothing is lost, even where it is cancelled just when something else happens."""
    comings = [(each, n) for n, each in enumerate(arrivals)]
    queue = coming(*comings, (30, None), hops=hops)
    flush = Batches(takes=takes)

    task = await cancelled_at(consume_batches(queue, 3, 2, flush), instant, late=late)

    assert task.cancelled(), (
        f"It was cancelled at {instant} s, and went on. Whose cancellation was that?"
    )
    await asyncio.sleep(40)
    assert_none_is_lost([*range(len(arrivals))], flush, queue)
    assert all(len(batch) <= 3 for batch in flush.lists)


def batches_of(arrivals, size, max_wait, takes, end):
    """Return the batches and their times, by a simple model that takes one by one."""
    batches, free, waiting = [], 0, list(enumerate(arrivals))
    while waiting:
        begun = max(free, waiting[0][1])
        limit = begun + max_wait
        batch = [(n, each) for n, each in waiting[:size] if each < limit]
        ready = max(begun, batch[-1][1]) if len(batch) == size else min(limit, end)
        # What comes exactly when the time is over goes into this batch or the next.
        assume(limit not in (end, *arrivals) or len(batch) == size)
        waiting = waiting[len(batch) :]
        batches.append(([n for n, _ in batch], max(begun, ready)))
        free = batches[-1][1] + takes
    return batches, max(free, end)


@given(
    arrivals=st.lists(st.integers(0, 20), max_size=8).map(sorted),
    size=st.integers(1, 4),
    max_wait=st.sampled_from([0.5, 1.5, 2.5, 5.5]),
    takes=st.sampled_from([0, 1, 3.25]),
)
async def test_any_arrivals(arrivals, size, max_wait, takes, clock):
    """Each batch goes out when it is full, old enough, or the last one."""
    end = max(arrivals, default=0)
    expected = batches_of(arrivals, size, max_wait, takes, end)
    queue = coming(*((each, n) for n, each in enumerate(arrivals)), (end, None))
    flush = Batches(takes=takes)

    await consume_batches(queue, size, max_wait, flush)

    assert (flush.seen, clock.elapsed) == expected
