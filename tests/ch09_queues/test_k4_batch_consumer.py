"""A batch goes out when it is full or old enough, and no item is ever lost."""

import asyncio
from unittest.mock import ANY

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancelled_at, outcome_of
from katas.ch09_queues.k4_batch_consumer import consume_batches


class Batches(FakeService):
    """A `flush` that keeps the batches, and when each was handed over."""

    def __init__(self, answers=None, takes=0):
        super().__init__(answers, takes, "flush")
        self.lists = []

    def __call__(self, batch):
        """Keep the batch, and work for a while."""
        self.lists.append(batch)
        return super().__call__(tuple(batch))

    @property
    def seen(self):
        """Each batch, as it was when it was handed over, and when that was."""
        return [(list(call.key), call.began) for call in self.calls]

    @property
    def items(self):
        """All items, in their order."""
        return [item for call in self.calls for item in call.key]


def filled(*items):
    """Return a queue with some items."""
    queue = asyncio.Queue()
    for item in items:
        queue.put_nowait(item)
    return queue


def coming(*arrivals, hops=0):
    """Return a queue into which items come, each some turns after its time."""
    queue, loop = asyncio.Queue(), asyncio.get_running_loop()

    def put(item, hops):
        loop.call_soon(put, item, hops - 1) if hops else queue.put_nowait(item)

    for seconds, item in arrivals:
        loop.call_later(seconds, put, item, hops)
    return queue


def rest_of(queue):
    """Return what is left."""
    return [queue.get_nowait() for _ in range(queue.qsize())]


async def test_a_full_batch_is_flushed_at_once():
    """A batch of `size` items waits for nothing, and None flushes the rest."""
    flush = Batches()

    await consume_batches(filled(*"abcde", None), 2, 5, flush)

    assert flush.seen == [(["a", "b"], 0), (["c", "d"], 0), (["e"], 0)], (
        "a to e and the end were in the queue, and `size` is 2. These batches went "
        f"out, (items, second): {flush.seen}. When is a batch ready?"
    )
    assert flush.lists == [["a", "b"], ["c", "d"], ["e"]], (
        "Somebody keeps the batches ab, cd and e. These are they when all is over: "
        f"{flush.lists}. Who else has these lists?"
    )


async def test_the_time_runs_from_the_first_item():
    """A batch is flushed `max_wait` seconds after its first item was taken."""
    flush = Batches()
    arrivals = [(2, "a"), (4, "b"), (6, "c"), (20, "d"), (22, None)]

    await consume_batches(coming(*arrivals), 10, 5.375, flush)

    assert flush.seen == [(["a", "b", "c"], 7.375), (["d"], 22)], (
        "Items came at 2, 4, 6 and 20 s, the end at 22 s, and `max_wait` is 5.375 s. "
        f"These batches went out, (items, second): {flush.seen}. "
        "When does the clock begin, and who looks at it while nothing comes?"
    )


async def test_without_items_nothing_is_flushed():
    """No batch is empty, neither in quiet times nor at the end."""
    flush = Batches()

    await consume_batches(coming((30, "a"), (50, None)), 1, 5, flush)

    assert flush.seen == [(["a"], 30)], (
        "One item came at 30 s, and no other. These batches went out, (items, second): "
        f"{flush.seen}. What is flushed without items?"
    )


async def test_only_none_is_the_end():
    """Any other value is an item; what stands behind None stays there."""
    items = [0, False, "", ANY]
    flush, queue = Batches(), filled(*items, None, "next", None)

    await consume_batches(queue, 4, 5, flush)

    left = rest_of(queue)
    assert (flush.items, left) == (items, ["next", None]), (
        "0, False, an empty text, something that is equal to everything, None, 'next' "
        f"and None were in the queue. {flush.items} were flushed, and {left} are still "
        "there. How does your code know the end?"
    )


@pytest.mark.parametrize("size", [1, 10])
async def test_nothing_happens_while_a_flush_works(size):
    """No time-out cuts a flush off, and what comes meanwhile stays in the queue."""
    queue = coming((0, "a"), (6, "b"), (7, "c"), (30, None))
    flush, left = Batches(takes=10), []
    asyncio.get_running_loop().call_later(8, lambda: left.append(queue.qsize()))

    await consume_batches(queue, size, 5, flush)

    outcomes = [call.outcome for call in flush.calls]
    assert {*outcomes} == {"answered"}, (
        f"A flush takes 10 s, max_wait is 5 s. The ends of the flushes: {outcomes}. "
        "Whose time is limited, and who waits for a flush?"
    )
    assert left == [2], (
        f"Two items came while a flush was at work, and {left[0]} of them were still "
        "in the queue. Who had the others, and what if that flush fails?"
    )


@pytest.mark.parametrize(("size", "instants"), [(2, []), (9, []), (9, [3])])
@pytest.mark.parametrize("error", [OSError("down"), TimeoutError("slow")], ids=repr)
async def test_an_error_of_a_flush_comes_out(error, size, instants):
    """What flush raises comes out at once, and nothing else is taken."""
    queue = coming((0, "a"), (1, "b"), (6, "c"), (6, "d"), (12, None))
    flush = Batches(lambda batch: error, takes=3)

    seen = await outcome_of(consume_batches(queue, size, 5, flush), *instants)

    when = f"It was cancelled at {instants[0]} s. " if instants else ""
    assert seen is error, (
        f"{when}The flush of a and b raised {error!r}, and this came out: {seen!r}. "
        "Which lines of your code meet this exception?"
    )
    assert flush.items == ["a", "b"], (
        "The flush of a and b failed, and these items were handed over: "
        f"{flush.items}. What may still be flushed after that?"
    )


async def test_what_comes_when_the_time_is_over_is_not_lost():
    """An item that comes just then goes into this batch or the next."""
    for hops in range(7):
        flush = Batches()
        queue = coming((1, "a"), (6, "b"), (20, None), hops=hops)

        await consume_batches(queue, 9, 5, flush)

        assert flush.items == ["a", "b"], (
            "An item came at 1 s, and another at 6 s, just when the time of the batch "
            f"was over. These items were flushed: {flush.items}. Who had the other one?"
        )


async def test_a_cancelled_consumer_flushes_what_it_has(clock):
    """What has been taken is flushed; then the CancelledError is raised."""
    queue, flush = coming((1, "a"), (2, "b"), (9, None)), Batches(takes=2)

    task = await cancelled_at(consume_batches(queue, 9, 5, flush), 3)

    assert flush.seen == [(["a", "b"], 3)], (
        "Two items had been taken when it was cancelled at 3 s. These batches went "
        f"out: {flush.seen}. Who else knows of these items?"
    )
    outcome = flush.calls[0].outcome
    assert (outcome, clock.elapsed) == ("answered", 5), (
        "It was cancelled at 3 s, and began a flush that takes 2 s; it ended at "
        f"{clock.elapsed:g} s, and then the flush was {outcome}. Who waits for it?"
    )
    assert task.cancelled(), "It was cancelled at 3 s, and nobody heard of it."


@pytest.mark.parametrize(("size", "instants"), [(2, [3]), (2, [3, 4]), (9, [3, 4])])
async def test_a_cancelled_flush_is_not_repeated(size, instants, clock):
    """A flush that is at work is cancelled, has ended then, and no other one begins."""
    queue = coming((0, "a"), (0, "b"), (3.5, "c"), (3.5, None))
    job, batches = Job("flush", 9, cleanup=3), []

    async def flush(batch):
        batches.append(batch)
        await job()

    seen = await outcome_of(consume_batches(queue, size, 5, flush), *instants)

    what = f"a and b came at 0 s, `size` is {size}. It was cancelled at {instants} s"
    assert batches == [["a", "b"]], (
        f"{what}. These batches were handed over: {batches}. "
        "How often is each item handed over?"
    )
    assert job.cancelled, f"{what}, and nobody cancelled the flush. Who stops it?"
    assert job.ended, f"{what}, and ended at {clock.elapsed:g} s. Who waits for flush?"
    assert isinstance(seen, asyncio.CancelledError), (
        f"{what}. This came out: {seen!r}. Where did the CancelledError end?"
    )


async def test_a_caller_that_was_cancelled_before():
    """Called in the clean-up of a cancelled task, it works as ever."""
    queue, flush = coming((2, "a"), (9, "b"), (10, None)), Batches()

    async def caller():
        try:
            await asyncio.sleep(9)
        finally:
            await consume_batches(queue, 9, 5, flush)

    await outcome_of(caller(), 1)

    assert flush.seen == [(["a"], 7), (["b"], 10)], (
        "A task was cancelled at 1 s, and called it to clean up. Items came at 2 and 9 "
        "s, the end at 10 s, and `max_wait` is 5 s. These batches went out: "
        f"{flush.seen}. How does your code tell a time-out from a cancellation?"
    )


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
        f"Items came at {arrivals} s, `size` is 3, `max_wait` is 2 s. It was cancelled "
        f"at {instant} s, and went on. Which line took the CancelledError?"
    )
    await asyncio.sleep(40)
    left = [item for item in rest_of(queue) if item is not None]
    assert flush.items + left == [*range(len(arrivals))], (
        f"There were {len(arrivals)} items; flushed were {flush.items}, and {left} are "
        "in the queue. Who took the others, or gave one twice?"
    )
    assert all(1 <= len(batch) <= 3 for batch in flush.lists), (
        f"`size` is 3. These batches went out: {flush.lists}. When is one too small?"
    )


def batches_of(arrivals, size, max_wait, takes, end):
    """Return the batches and their times, by a simple model."""
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
    max_wait=st.sampled_from([0.375, 1.5, 2.625, 5.5]),
    takes=st.sampled_from([0, 1, 3.25]),
)
async def test_any_arrivals(arrivals, size, max_wait, takes, clock):
    """Each batch goes out when it is full, old enough, or the last one."""
    end = max(arrivals, default=0)
    expected = batches_of(arrivals, size, max_wait, takes, end)
    queue = coming(*((each, n) for n, each in enumerate(arrivals)), (end, None))
    flush = Batches(takes=takes)

    await consume_batches(queue, size, max_wait, flush)

    assert (flush.seen, clock.elapsed) == expected, (
        f"Items came at {arrivals} s, `size` is {size}, `max_wait` is {max_wait} s, a "
        f"flush takes {takes} s. Batches went out, (items, second): {flush.seen}, and "
        f"it ended at {clock.elapsed:g} s. It could be {expected}. "
        "When does the time of a batch begin?"
    )
