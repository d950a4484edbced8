"""Stages that work at the same time, bounded buffers, and a clean end in every case."""

import asyncio
from contextlib import aclosing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, latencies
from katas.ch09_queues.k2_pipeline import pipeline


class Source:
    """Makes its items one after the other, and raises an item that is an OSError.

    It records which tasks have read it, and which have closed it.
    """

    def __init__(self, items, takes=0, closing=0):
        self.items, self.closing = list(items), closing
        self.read = FakeService(takes=takes, name="read")
        self.given = 0
        self.readers, self.closers = set(), set()
        self.is_open = False

    async def lines(self):
        """Yield the items."""
        self.is_open = True
        try:
            for n, item in enumerate(self.items):
                self.readers.add(asyncio.current_task())
                await self.read(n)
                if isinstance(item, OSError):
                    raise item
                self.given += 1
                yield item
        finally:
            self.closers.add(asyncio.current_task())
            if self.closing:
                await asyncio.sleep(self.closing)
            self.is_open = False


async def first(count, items):
    """Return the first items of a pipeline, and leave it open."""
    return [await anext(items) for _ in range(count)]


async def test_each_item_goes_through_all_stages():
    """What one stage returns goes to the next one, and the order is kept."""
    parse = FakeService(int, takes={"1": 2}, name="parse")
    double = FakeService(lambda n: 2 * n, name="double")

    results = pipeline(Source("123").lines(), parse, double, buffer=2)

    assert [item async for item in results] == [2, 4, 6]


async def test_without_stages_the_items_come_as_they_are():
    """No stages: the items of the source. No items: none."""
    assert [item async for item in pipeline(Source("ab").lines(), buffer=1)] == [
        "a",
        "b",
    ]
    assert [item async for item in pipeline(Source("").lines(), buffer=1)] == []


async def test_any_value_is_an_item():
    """None and an exception may be items, and do not end anything."""
    values = [None, False, ValueError("an item"), StopAsyncIteration(), "last"]

    async def same(item):
        return item

    came = [each async for each in pipeline(Source(values).lines(), same, buffer=1)]

    assert came == values, (
        f"These were the items: {values}; these came out: {came}. "
        "How do you know that there are no more?"
    )


async def test_all_work_at_the_same_time(clock):
    """The source and the stages do not wait for each other's work."""
    parse, store = (
        FakeService(takes=1, name="parse"),
        FakeService(takes=1, name="store"),
    )

    async for _ in pipeline(Source("abcd", takes=1).lines(), parse, store, buffer=2):
        pass

    assert clock.elapsed == 6, (
        "Four items need 1 s in the source and 1 s in each of two stages. The last one "
        f"came after {clock.elapsed:g} s. Who has nothing to do meanwhile?"
    )


async def test_each_stage_works_on_one_item_at_a_time():
    """A stage gets its next item when it has handed on the one before."""
    parse = FakeService(takes=2, name="parse")

    async for _ in pipeline(Source("abcd").lines(), parse, buffer=3):
        pass

    assert parse.peak == 1, (
        f"One stage worked on {parse.peak} items at the same time. "
        "Who calls it while it is at work?"
    )


async def test_nothing_begins_before_the_first_item(clock):
    """Until the consumer asks for an item, nobody works."""
    source = Source("ab", takes=1)
    results = pipeline(source.lines(), FakeService(name="parse"), buffer=1)

    await asyncio.sleep(5)
    began = [call.began for call in source.read.calls]
    async for _ in results:
        pass

    assert began == [], (
        "Nobody has asked for an item yet, and the source was at work. "
        "When do your tasks start?"
    )


async def test_no_more_is_read_ahead():
    """Each buffer holds at most `buffer` items, and each worker one more."""
    source = Source(range(50))
    parse, store = FakeService(name="parse"), FakeService(name="store")

    results = pipeline(source.lines(), parse, store, buffer=2)
    await first(4, results)
    await asyncio.sleep(5)
    ahead = source.given - 4
    rest = [item async for item in results]

    assert rest == list(range(4, 50))
    assert ahead <= 9, (
        "The consumer is slow. With 2 stages and a buffer of 2, at most 9 items may be "
        f"under way; the source has given {ahead} of them. Who holds the others?"
    )


async def test_each_buffer_is_bounded():
    """A stage that has an item ready, and a full buffer, works on no other one."""
    parse = FakeService(name="parse")
    store = FakeService(takes=10, name="store")

    results = pipeline(Source(range(9)).lines(), parse, store, buffer=1)

    async def consume():
        return [item async for item in results]

    consumer = asyncio.create_task(consume())
    await asyncio.sleep(5)
    begun = parse.keys
    await consumer

    assert begun == [0, 1, 2], (
        "The second stage is at work on the first item for 10 s, and the buffer in "
        "front of it holds 1 item. After 5 s the first stage had begun with "
        f"{begun}. Where does it leave its items when the buffer is full?"
    )


async def test_it_works_while_the_consumer_is_busy(clock):
    """A consumer that comes back for an item finds it ready."""
    results = pipeline(Source("abc", takes=1).lines(), FakeService(takes=1), buffer=1)
    times = []

    async for _ in results:
        times.append(clock.elapsed)
        await asyncio.sleep(4)

    assert times == [2, 6, 10]


@pytest.mark.parametrize("place", ["source", "first stage", "last stage"])
async def test_an_error_comes_in_its_place(place, clock):
    """The items before an error come first, then the error as it is."""
    error = OSError("broken")
    answers = {n: n for n in range(9)}
    broken = answers | {2: error}
    source = Source(broken.values() if place == "source" else answers)
    parse = FakeService(broken if place == "first stage" else answers, name="parse")
    store = FakeService(broken if place == "last stage" else answers, name="store")
    results, came, seen = pipeline(source.lines(), parse, store, buffer=2), [], None

    try:
        async for item in results:
            await asyncio.sleep(1)
            came.append(item)
    except (Exception, asyncio.CancelledError) as raised:
        seen = raised

    assert (came, seen) == ([0, 1], error), (
        f"The {place} failed at the third item, with {error!r}. The consumer got "
        f"{came}, and then {seen or 'the end'!r}. Which way does an error go to it?"
    )


async def test_a_failed_stage_does_nothing_more():
    """A stage that has failed works on no other item."""
    parse = FakeService({"a": "a", "b": OSError("broken")}.get, name="parse")
    results = pipeline(Source("abcd").lines(), parse, buffer=2)

    assert await anext(results) == "a"
    await asyncio.sleep(5)
    with pytest.raises(OSError):
        await anext(results)

    assert parse.keys == ["a", "b"], (
        f"The stage failed at b, and was called with {parse.keys}. What should it do "
        "with the items behind the error?"
    )


async def test_after_an_error_all_has_ended():
    """When an error comes out nobody is at work, and the pipeline is over."""
    source = Source(range(9), takes=1, closing=2)
    store = FakeService({0: OSError("broken")}, takes=1, name="store")
    results = pipeline(
        source.lines(), FakeService(takes=1, name="parse"), store, buffer=1
    )

    with pytest.raises(OSError):
        await anext(results)

    assert (source.read.at_work, source.is_open) == (0, False), (
        "The error is out, and the source is still open. Who closes it, and who waits "
        "for that?"
    )
    assert await anext(results, "over") == "over"


async def test_an_early_close_stops_all(clock):
    """When `aclose()` returns, all are stopped and have cleaned up."""
    source, cleaned = Source(range(9), takes=1, closing=2), []

    async def parse(item):
        try:
            await asyncio.sleep(item * 9)
        finally:
            await asyncio.sleep(item * 3)
            cleaned.append(item)
        return item

    results = pipeline(source.lines(), parse, buffer=3)
    assert await anext(results) == 0
    await asyncio.sleep(1.5)
    await results.aclose()

    assert (source.is_open, cleaned) == (False, [0, 1]), (
        "The consumer has closed the pipeline. The source needs 2 s to close, and the "
        f"stage 3 s to clean up; aclose() returned after {clock.elapsed - 2.5:g} s. "
        "Who waits for them?"
    )
    assert await anext(results, "over") == "over"


@pytest.mark.parametrize("wait", [0.5, 5], ids=["at work", "no room"])
@pytest.mark.parametrize("how", ["close", "error"])
async def test_the_source_is_closed_in_its_task(how, wait):
    """The task that has read the source closes it, whatever it is doing then."""
    source = Source(range(9), takes=dict.fromkeys(range(1, 9), 1))
    parse = FakeService({0: 0, 1: OSError("broken")}, name="parse")
    results = pipeline(source.lines(), *([parse] if how == "error" else []), buffer=1)

    await anext(results)
    await asyncio.sleep(wait)
    await asyncio.gather(anext(results), return_exceptions=True)
    await results.aclose()

    assert not source.is_open, (
        "The pipeline is over, and its source is still open. "
        "Which task closes it, and at which line?"
    )
    others = source.closers - source.readers
    assert (len(source.readers), len(others)) == (1, 0), (
        f"Tasks that have read the source: {len(source.readers)}; other tasks that "
        f"have closed it: {len(others)}. How many should have to do with it?"
    )


async def test_a_source_makes_its_iterator():
    """Where the source is no iterator, its iterator is what has to be closed."""
    source = Source(range(9))

    class File:
        def __aiter__(self):
            return source.lines()

    async with aclosing(pipeline(File(), buffer=1)) as results:
        assert await first(2, results) == [0, 1]
        await asyncio.sleep(1)

    assert not source.is_open, (
        "The source has made an iterator, and this one is still open. "
        "Which of the two has an aclose()?"
    )


async def test_any_source_will_do():
    """An iterator that has no `aclose()` need not be closed."""

    class Countdown:
        left = 3

        def __aiter__(self):
            return self

        async def __anext__(self):
            if not self.left:
                raise StopAsyncIteration
            self.left -= 1
            return self.left

    assert [item async for item in pipeline(Countdown(), buffer=1)] == [2, 1, 0]
    async with aclosing(pipeline(Countdown(), buffer=1)) as results:
        assert await first(1, results) == [2]


async def test_a_cancelled_consumer_hears_of_it():
    """A consumer that is cancelled while it waits hears of it when all have ended."""
    source = Source(range(9), takes=2, closing=3)
    results = pipeline(source.lines(), FakeService(takes=2, name="parse"), buffer=1)

    waiting = await cancelled_at(first(3, results), 5)

    assert waiting.cancelled(), (
        "The consumer was cancelled while it waited for an item, and never heard of "
        "it. Where did the CancelledError end?"
    )
    assert not source.is_open, (
        "The consumer was cancelled, and the source is still open. Who waits for it?"
    )
    assert await anext(results, "over") == "over"


@given(cancellation=cancellations(), buffer=st.integers(1, 2))
async def test_it_may_be_cancelled_anywhere(cancellation, buffer):
    """Wherever its consumer is cancelled, nothing is at work or open afterwards."""
    source = Source(range(4), takes={1: 1, 3: 1})
    parse, store = FakeService(takes={0: 1, 2: 2}, name="parse"), FakeService(takes=1)

    async def consume():
        async with aclosing(
            pipeline(source.lines(), parse, store, buffer=buffer)
        ) as results:
            return [item async for item in results]

    task = await cancellation.of(consume())

    assert task.cancelled() or task.result() == [0, 1, 2, 3]
    at_work = source.read.at_work + parse.at_work + store.at_work
    assert (at_work, source.is_open) == (0, False)


@given(
    failing=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5)), max_size=3),
    asked=st.integers(1, 6),
    takes=st.tuples(latencies(2), latencies(2), latencies(2)),
)
async def test_any_errors_and_any_early_end(failing, asked, takes):
    """The items before the first error come, and then it; all is closed at the end."""
    errors = {pair: OSError(pair) for pair in failing}
    steps = [
        FakeService(
            lambda n, at=at: errors.get((at, n), n), takes[at], name=f"step {at}"
        )
        for at in (1, 2)
    ]
    source = Source([errors.get((0, n), n) for n in range(6)], takes[0])
    broken = min(((n, at) for at, n in errors), default=(6, None))
    came, error = [], None

    async with aclosing(pipeline(source.lines(), *steps, buffer=1)) as results:
        try:
            for _ in range(asked):
                came.append(await anext(results))
        except OSError as raised:
            error = raised

    assert came == list(range(min(asked, broken[0])))
    assert error is (errors.get(broken[::-1]) if asked > broken[0] else None)
    assert not source.is_open
    assert source.closers == source.readers


def times_of(takes, consumer, buffer):
    """Return when each item comes, by a simple model.

    Each step begins an item when it has handed on the one before and the step before
    has this one ready; it hands it on when there is room behind it.
    """
    steps = [*takes, consumer]
    begun = [[] for _ in steps]
    free = [0] * len(steps)
    for n in range(len(consumer)):
        ready = 0
        for at, step in enumerate(steps):
            begun[at].append(max(ready, free[at]))
            ready = begun[at][n] + step[n]
            if at + 1 < len(steps) and n >= buffer:
                ready = max(ready, begun[at + 1][n - buffer])
            free[at] = ready
    return begun[-1]


@settings(max_examples=60)
@given(data=st.data(), buffer=st.integers(1, 3), count=st.integers(1, 7))
async def test_any_latencies(data, buffer, count, clock):
    """Each item comes when it can, in order, and never too much is under way."""
    some = st.lists(latencies(3), min_size=count, max_size=count)
    source_takes, *stages_take = takes = data.draw(
        st.lists(some, min_size=1, max_size=4)
    )
    consumer = data.draw(some)
    source = Source(range(count), dict(enumerate(source_takes)))
    stages = [FakeService(takes=dict(enumerate(each))) for each in stages_take]
    times, most = [], 0

    async for item in pipeline(source.lines(), *stages, buffer=buffer):
        assert item == len(times)
        times.append(clock.elapsed)
        await asyncio.sleep(consumer[item])
        most = max(most, source.given - len(times))

    expected = times_of(takes, consumer, buffer)
    assert times == expected, (
        f"With a buffer of {buffer} the items came at {times} s, and should have come "
        f"at {expected} s. Who began too early, or waited without need?"
    )
    assert most <= len(takes) * (buffer + 1)
