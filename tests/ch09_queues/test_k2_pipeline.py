"""Stages that work at the same time, bounded buffers, and a clean end in every case."""

import asyncio
import functools
from contextlib import aclosing
from unittest.mock import ANY

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancellations, items_from, outcome_of
from katas.ch09_queues.k2_pipeline import pipeline


class Source:
    """Makes its items one after the other, and raises an item that is an EOFError."""

    def __init__(self, items, takes=0, closing=0):
        self.items, self.closing = list(items), closing
        self.read = FakeService(takes=takes, name="read")
        self.given = 0
        self.is_open = False

    async def lines(self):
        """Yield the items."""
        self.is_open = True
        try:
            for n, item in enumerate(self.items):
                await self.read(n)
                if isinstance(item, EOFError):
                    raise item
                self.given += 1
                yield item
        finally:
            try:
                await Job("close", self.closing, cleanup=self.closing)()
            finally:
                self.is_open = False


def started(source, *stages, buffer):
    """Return a pipeline."""
    call = functools.partial(pipeline, buffer=buffer)
    call.__name__ = "pipeline"
    return items_from(call, source.lines(), *stages)


async def rest_of(items):
    """Return all items that still come."""
    return [item async for item in items]


async def test_each_item_goes_through_all_stages():
    """What one stage returns goes to the next one, and the order is kept."""
    parse = FakeService(int, takes={"1": 2}, name="parse")
    double = FakeService(lambda n: 2 * n, name="double")

    came = await rest_of(started(Source("123"), parse, double, buffer=2))

    assert came[3:] == [], (
        f"The source has three items, and after these came {came[3:]}. "
        "Which `yield` gave that?"
    )
    assert came == [2, 4, 6], (
        f"1, 2 and 3 went through a stage that doubles them, and {came} came out. "
        "Which way does an item go through your code?"
    )


async def test_any_value_is_an_item():
    """None and an exception may be items, and do not end anything."""
    values = [None, False, ANY, ValueError("an item"), StopAsyncIteration(), "last"]

    async def same(item):
        return item

    came = await outcome_of(rest_of(started(Source(values), same, buffer=1)))

    assert came == values, (
        f"These were the items: {values}; this came out: {came!r}. "
        "How do you know that there are no more?"
    )


async def test_all_work_at_the_same_time(clock):
    """The source and the stages do not wait for each other's work."""
    parse = FakeService(takes=1.375, name="parse")
    store = FakeService(takes=1.375, name="store")

    await rest_of(started(Source("abcd", takes=1.375), parse, store, buffer=2))

    assert clock.elapsed == 6 * 1.375, (
        "Four items need 1.375 s in the source and in each of two stages. The end came "
        f"after {clock.elapsed:g} s. Who has nothing to do meanwhile?"
    )


async def test_each_stage_works_on_one_item_at_a_time():
    """A stage gets its next item when it has handed on the one before."""
    parse = FakeService(takes=2, name="parse")

    await rest_of(started(Source("abcd"), parse, buffer=3))

    assert parse.peak == 1, (
        f"One stage worked on {parse.peak} items at once. Who calls it meanwhile?"
    )


async def test_nothing_begins_before_the_first_item():
    """Until the consumer asks for an item, nobody works."""
    source = Source("ab", takes=1)
    results = started(source, FakeService(name="parse"), buffer=1)

    await asyncio.sleep(5)
    begun = len(source.read.calls)
    await rest_of(results)

    assert begun == 0, (
        "Nobody had asked for an item for 5 s, and the source was at work. "
        "When do your tasks start?"
    )


async def test_no_more_is_read_ahead():
    """Each buffer holds at most `buffer` items, and each worker one more."""
    source = Source(range(50))
    parse, store = FakeService(name="parse"), FakeService(name="store")

    results = started(source, parse, store, buffer=2)
    for _ in range(4):
        await anext(results)
    await asyncio.sleep(5)
    ahead = source.given - 4, len(parse.calls) - 4, len(store.calls) - 4
    await rest_of(results)

    assert ahead == (9, 6, 3), (
        "The consumer has got 4 items, and asks for no other. `buffer` is 2. So the "
        "source should be 9 items ahead of it, the first stage 6, the second one 3; "
        f"they are {ahead}. Where does a stage leave its items when there is no room?"
    )


async def test_it_works_while_the_consumer_is_busy(clock):
    """A consumer that comes back for an item finds it ready."""
    results = started(Source("abc", takes=1), FakeService(takes=1), buffer=1)
    times = []

    async for _ in results:
        times.append(clock.elapsed)
        await asyncio.sleep(4)

    assert times == [2, 6, 10], (
        "Source and stage need 1 s for an item, the consumer 4 s. It got the items at "
        f"these seconds: {times}. Who works while the consumer is busy?"
    )


@pytest.mark.parametrize("place", ["source", "first stage", "last stage"])
async def test_an_error_comes_in_its_place(place):
    """The items before an error come first, then the error as it is."""
    error = EOFError("broken")
    answers = {n: n for n in range(9)} | {5: EOFError("a later one")}
    broken = answers | {2: error}
    source = Source(broken.values() if place == "source" else answers)
    parse = FakeService(broken if place == "first stage" else answers, name="parse")
    store = FakeService(broken if place == "last stage" else answers, name="store")
    came = []

    async def consume():
        async for item in started(source, parse, store, buffer=2):
            await asyncio.sleep(1)
            came.append(item)

    seen = await outcome_of(consume())

    assert (came, seen) == ([0, 1], error), (
        f"The {place} failed at the third item, with {error!r}. The consumer got "
        f"{came}, and then {seen or 'the end'!r}. Which way does an error go to it?"
    )


CLOSED, FAILED = "the consumer closed it", "the last stage failed"
CANCELLED, TWICE = "the consumer was cancelled", "the consumer was cancelled twice"
LATER = "the consumer was cancelled, and again at 5 s"
INSTANTS = {CANCELLED: [2.5], TWICE: [2.5, 3.5], LATER: [2.5, 5]}


@pytest.mark.parametrize("how", [CLOSED, FAILED, CANCELLED, TWICE, LATER])
@pytest.mark.parametrize("takes", [1, 0], ids=["source at work", "no room"])
async def test_in_the_end_all_has_ended(how, takes, clock):
    """However it ends: what is at work is cancelled, and the source is closed."""
    source, slow = Source(range(9), takes, closing=3), Job("parse", 99, cleanup=2)
    error = EOFError("broken")

    async def parse(item):
        return await slow() if item else item

    async def store(item):
        if how == FAILED:
            await asyncio.sleep(2.5 - clock.elapsed)
            raise error
        return item

    results = started(source, parse, store, buffer=1)

    async def consume():
        await anext(results)
        if how == CLOSED:
            await asyncio.sleep(2.5 - clock.elapsed)
            return await results.aclose()
        return await anext(results)

    seen = await outcome_of(consume(), *INSTANTS.get(how, []))

    what = f"While the first stage was at work, at 2.5 s, {how}"
    assert slow.cancelled, f"{what}, and nobody cancelled that stage. Who stops it?"
    assert len(slow.cancelled) <= len(INSTANTS.get(how, [1])), (
        f"{what}. That stage was cancelled at these seconds: {slow.cancelled}. "
        "What does each time more do to its clean-up?"
    )
    assert slow.ended, (
        f"{what}. That stage was cancelled, and was still cleaning up when the "
        f"consumer heard of the end, at {clock.elapsed:g} s. Who waits for it?"
    )
    assert not source.is_open, (
        f"{what}. The source was still open when the consumer heard of the end, at "
        f"{clock.elapsed:g} s. Who closes it, and who waits for that?"
    )
    expected = {CLOSED: type(None), FAILED: EOFError}.get(how, asyncio.CancelledError)
    assert type(seen) is expected, (
        f"{what}. A {expected.__name__} should come to the consumer, and this came: "
        f"{seen!r}. What did your code do with it?"
    )


@given(cancellation=cancellations(), buffer=st.integers(1, 2))
async def test_it_may_be_cancelled_anywhere(cancellation, buffer):
    """Wherever its consumer is cancelled, nothing is at work or open afterwards."""
    source = Source(range(4), takes={1: 1, 3: 1})
    parse, store = FakeService(takes={0: 1, 2: 2}, name="parse"), FakeService(takes=1)

    async def consume():
        async with aclosing(started(source, parse, store, buffer=buffer)) as results:
            return await rest_of(results)

    task = await cancellation.of(consume())

    assert task.cancelled() or task.result() == [0, 1, 2, 3]
    at_work = source.read.at_work + parse.at_work + store.at_work
    assert (at_work, source.is_open) == (0, False), (
        f"The consumer has ended. {at_work} are at work, and the source is "
        f"{'open' if source.is_open else 'closed'}. Who ends them?"
    )


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
@given(data=st.data(), buffer=st.integers(1, 3), count=st.integers(0, 7))
async def test_any_latencies(data, buffer, count, clock):
    """Each item comes when it can, and in order."""
    sixteenths = st.integers(0, 48).map(lambda n: n / 16)
    some = st.lists(sixteenths, min_size=count, max_size=count)
    takes = data.draw(st.lists(some, min_size=1, max_size=4))
    source_takes, *stages_take = takes
    consumer = data.draw(some)
    source = Source(range(count), dict(enumerate(source_takes)))
    stages = [FakeService(takes=dict(enumerate(each))) for each in stages_take]
    came = []

    async for item in started(source, *stages, buffer=buffer):
        came.append((item, clock.elapsed))
        await asyncio.sleep(consumer[len(came) - 1])

    expected = list(enumerate(times_of(takes, consumer, buffer)))
    assert came == expected, (
        f"`buffer` is {buffer}. For each item the source needs {takes[0]} s, the "
        f"stages {takes[1:]} s, the consumer {consumer} s. It got these, (item, "
        f"seconds): {came}; it could get these: {expected}. Who waited, or began, when "
        "it should not?"
    )
