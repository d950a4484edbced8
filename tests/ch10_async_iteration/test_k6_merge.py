"""Items come as they arrive, and a user that leaves leaves no feed open."""

import asyncio
import contextlib
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancellations, items_from, outcome_of
from katas.ch10_async_iteration.k6_merge import merge


class Feed:
    """Its items come after some seconds each; it is open until it is closed."""

    def __init__(self, name, *script, hang_up=None):
        self.name, self.script, self.is_open = name, script, False
        self.read = FakeService(name=name)
        self.hang_up = hang_up or Job(f"close {name}")

    async def items(self):
        """Yield each item of the script; an exception is raised."""
        self.is_open = True
        try:
            for seconds, item in self.script:
                self.read.takes = seconds
                yield await self.read(item)
        finally:
            try:
                await self.hang_up()
            finally:
                self.is_open = False


def fast(name, hang_up=None):
    """Return a feed whose items are there at once."""
    return Feed(name, *[(0, f"{name}{n}") for n in range(20)], hang_up=hang_up)


async def came(clock, *feeds, until=99, work=0, seen=None):
    """Use the items of feeds, at most `until` of them; return each with its time."""
    seen = [] if seen is None else seen
    sources = [feed.items() for feed in feeds]
    async with contextlib.aclosing(items_from(merge, *sources)) as items:
        async for item in items:
            seen.append((item, clock.elapsed))
            if len(seen) == until:
                break
            await asyncio.sleep(work)
    return seen


def check_closed(feeds, what, clock):
    """Assert that no feed is open."""
    left = [feed.name for feed in feeds if feed.is_open]
    assert not left, (
        f"{what}. It ended at {clock.elapsed:g} s, and these were open: {left}. "
        "Who closes them, and who waits for that?"
    )


async def test_items_come_as_they_arrive(clock):
    """Each item comes as soon as its source has it."""
    seen = await came(
        clock, Feed("door", (1, "d1"), (4, "d2")), Feed("oven", (2, "o1"), (1, "o2"))
    )

    question = "Who waits for whom?"
    if seen[4:] == [(None, 5)]:
        question = "Which `yield` hands over a None?"
    assert seen == [("d1", 1), ("o1", 2), ("o2", 3), ("d2", 5)], (
        "The door sends at 1 and 5 s, the oven at 2 and 3 s. These items came, at "
        f"these seconds: {seen}. {question}"
    )


async def test_it_goes_on_until_the_last_source_ends(clock):
    """A source that ends, or is empty, does not end the others."""
    feeds = [Feed("no"), Feed("door", (1, "d1")), Feed("oven", (3, "o1"), (3, "o2"))]

    seen = await came(clock, *feeds)

    assert seen == [("d1", 1), ("o1", 3), ("o2", 6)], (
        "One source was empty, one ended at 1 s, one sent at 3 and 6 s; these came: "
        f"{seen}. When is there nothing left to wait for?"
    )


async def test_an_early_close_closes_all_sources(clock):
    """A user that leaves early waits until all sources have been closed."""
    feeds = [
        Feed("door", (1, "d1"), (99, "d2"), hang_up=Job("close door", takes=60)),
        Feed("oven", (99, "o1"), hang_up=Job("close oven", takes=50)),
        Feed("bell", (2, "b1"), (0, "b2"), (0, "b3"), hang_up=Job("bell", takes=40)),
    ]

    outcome = await outcome_of(came(clock, *feeds, until=2, work=4))

    assert isinstance(outcome, list), (
        f"A user closed this, and {outcome!r} came out. Which of your lines raised it?"
    )
    check_closed(feeds, "A user left the loop at 5 s, and closed this", clock)
    assert clock.elapsed == 65, (
        "The sources need 60, 50 and 40 s to clean up, it was closed at 5 s, and ended "
        f"at {clock.elapsed:g} s. Who waits for whom?"
    )


async def test_an_item_may_be_anything():
    """None, an exception, and what equals everything, are items like any other."""
    sent = [None, 0, (), ValueError("an item"), ANY, None, "g"]

    async def source():
        for item in sent:
            yield item

    async with contextlib.aclosing(items_from(merge, source())) as items:
        seen = [item async for item in items]

    assert seen == sent, (
        f"A source sent {sent}, and {seen} came. "
        "Which item do you take for something else?"
    )


async def test_no_source_begins_before_the_first_item_is_asked_for():
    """A user that has not asked for an item has begun nothing."""
    feed = Feed("door", (1, "d1"))

    async with contextlib.aclosing(items_from(merge, feed.items())) as items:
        await asyncio.sleep(3)
        before = list(feed.read.keys)
        _ = [item async for item in items]

    assert before == [], (
        "Nobody asked for an item, and the source was read. When does your code begin?"
    )


@pytest.mark.parametrize("names", ["a", "abc"])
async def test_a_slow_user_is_waited_for(names):
    """Of each source at most three items wait; a fast one keeps no other waiting."""
    feeds = [fast(name) for name in names]
    sources, used = [feed.items() for feed in feeds], []

    async with contextlib.aclosing(items_from(merge, *sources)) as items:
        for _ in range(9):
            used.append(await anext(items))
            await asyncio.sleep(1)
        waiting = {f.name: [k for k in f.read.keys if k not in used] for f in feeds}

    assert max(map(len, waiting.values())) <= 3, (
        f"A user took {used}, and worked for 1 s after each. These items of each source"
        f" were read, and waited: {waiting}. What stops a source that is faster?"
    )
    assert {item[0] for item in used} == set(names), (
        f"All of {list(names)} had items from 0 s on; a slow user was given {used}. "
        "What may come out before an item that has arrived?"
    )


async def test_a_failure_does_not_disturb_a_user_at_work(clock):
    """A source may fail while the user works: the user hears of it when asking."""
    feeds = [Feed("door", (1, "d1"), (1, OSError("line cut"))), Feed("oven", (30, "o"))]
    work = Job("work", takes=5)

    async def use():
        sources = [feed.items() for feed in feeds]
        async with contextlib.aclosing(items_from(merge, *sources)) as items:
            await anext(items)
            await work()
            await anext(items)

    outcome = await outcome_of(use(), 99)

    assert not work.cancelled, (
        "A user worked from 1 s to 6 s, and a source failed at 2 s. The work was "
        f"cancelled at {work.cancelled[0]:g} s. Which task did your code cancel?"
    )
    assert isinstance(outcome, OSError), (
        "A source failed while its user worked. When it asked for the next item, "
        f"{outcome!r} came out. What became of the failure?"
    )


async def test_an_error_comes_after_the_items_before_it(clock):
    """The items of a source come out before its error does, and then it is over."""
    error, seen = ExceptionGroup("line cut", [OSError(), OSError()]), []
    door = Feed("door", (0, "d1"), (0, "d2"), (0, error))

    outcome = await outcome_of(came(clock, door, work=2, seen=seen), 99)

    assert outcome is error, (
        f"A source failed with {error!r}. Its user waited until {clock.elapsed:g} s, "
        f"and what came out was {outcome!r}. How does the error come to the user?"
    )
    assert [item for item, _ in seen] == ["d1", "d2"], (
        "The source yielded two items and failed. Its user was slow, and got these "
        f"items, at these seconds: {seen}. How does the error travel, and how do items?"
    )


async def test_an_error_closes_the_others(clock):
    """The first error comes out itself, when the other sources have been closed."""
    first, later = OSError("line cut"), ValueError("cannot clean up")
    feeds = [
        Feed("oven", (99, "o1"), hang_up=Job("close oven", takes=4, error=later)),
        Feed("door", (1, first)),
        fast("bell", Job("close bell", takes=3)),
    ]

    outcome = await outcome_of(came(clock, *feeds, work=1), 50)

    assert outcome is first, (
        f"One source failed with {first!r}, and another one, when it was closed, with "
        f"{later!r}. This came out: {outcome!r}. Which of your lines raised it?"
    )
    check_closed(feeds, "A source failed at 1 s", clock)


async def test_closing_it_raises_no_error(clock):
    """An early close raises nothing, also in a task that was cancelled before."""
    error = ValueError("cannot clean up")
    feeds = [
        fast("door", Job("close door", error=error)),
        Feed("oven", (99, "o1"), hang_up=Job("close oven", error=error)),
        Feed("bell", (1, OSError("line cut"))),
    ]

    async def use():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(9)
        sources = [feed.items() for feed in feeds]
        async with contextlib.aclosing(items_from(merge, *sources)) as items:
            await anext(items)
            await asyncio.sleep(3)

    outcome = await outcome_of(use(), 0, 99)

    assert (outcome, clock.elapsed) == (None, 3), (
        "A task that had been cancelled closed it at 3 s, to clean up; two sources "
        f"failed then with {error!r}. It ended at {clock.elapsed:g} s, with "
        f"{outcome!r}. Which of your lines raised that?"
    )


@pytest.mark.parametrize("until", [99, 1], ids=["while it waits", "while it closes"])
@pytest.mark.parametrize("instants", [(3,), (3, 4)], ids=["once", "twice"])
async def test_a_cancellation_closes_all_sources(instants, until, clock):
    """A user that is cancelled hears of it when all have been closed."""
    feeds = [
        Feed("door", (1, "d"), (98, "d"), hang_up=Job("door", takes=3, cleanup=4)),
        Feed("oven", (99, "o1"), hang_up=Job("oven", takes=9, error=KeyError())),
    ]

    outcome = await outcome_of(came(clock, *feeds, until=until), *instants)

    at = " and ".join(map(str, instants))
    check_closed(feeds, f"The user was cancelled at {at} s", clock)
    assert type(outcome) is asyncio.CancelledError, (
        f"The user was cancelled at {at} s, and this came out: {outcome!r}. "
        "Where did the CancelledError end?"
    )


@given(cancellation=cancellations(least=1, most=9), work=st.sampled_from([0, 2]))
async def test_its_user_may_be_cancelled_anywhere(cancellation, work, clock):
    """Wherever the user is cancelled, all sources have been closed then."""
    feeds = [
        Feed("door", (1, "d1"), (1, "d2"), (0, "d3"), (0, "d4"), hang_up=Job(takes=1)),
        Feed("oven", (0, "o1"), (2, "o2"), (1, "o3")),
    ]

    await cancellation.of(came(clock, *feeds, work=work))

    check_closed(feeds, f"The user was {cancellation}", clock)


@given(takes=st.lists(st.lists(st.integers(0, 200), max_size=4), max_size=5))
async def test_any_sources(takes, clock):
    """Every item comes when it arrives, in the order of its source."""
    # 64ths of a second, which are exact: a look at the feeds now and then misses them.
    feeds = [
        Feed(f"feed{n}", *[(each / 64, (n, i)) for i, each in enumerate(times)])
        for n, times in enumerate(takes)
    ]
    due = {
        n: [((n, i), sum(times[: i + 1]) / 64) for i in range(len(times))]
        for n, times in enumerate(takes)
    }

    seen = await came(clock, *feeds)

    own = {n: [(item, at) for item, at in seen if item[0] == n] for n in due}
    assert own == due, (
        f"(item, second) of each source: they arrived like this, {due}, and came out "
        f"like this, {own}. What does the first wrong one wait for?"
    )
