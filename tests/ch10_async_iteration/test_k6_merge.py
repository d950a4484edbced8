"""Items come as they arrive, and a user that leaves leaves no feed open."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, items_from
from katas.ch10_async_iteration.k6_merge import merge


class Feed:
    """Its items come after some seconds each; it is open until it is closed."""

    def __init__(self, name, *script, cleanup=0):
        self.read = FakeService(name=name)
        self.hang_up = FakeService(takes=cleanup, name=f"close {name}")
        self.script = script
        self.is_open = False
        self.tasks = []

    async def items(self):
        """Yield each item of the script; an exception is raised."""
        self.is_open = True
        try:
            for seconds, item in self.script:
                self.tasks.append(asyncio.current_task())
                self.read.takes = seconds
                yield await self.read(item)
        finally:
            self.tasks.append(asyncio.current_task())
            try:
                await self.hang_up("feed")
            finally:
                self.is_open = False


def items_of(*sources):
    """Return what `merge` returns, if `async for` takes it."""
    return items_from(merge, *sources)


async def came(clock, *feeds, until=99, work=0, seen=None):
    """Use the items of feeds, at most `until` of them; return each with its time."""
    seen = [] if seen is None else seen
    async with contextlib.aclosing(items_of(*[f.items() for f in feeds])) as items:
        async for item in items:
            seen.append((item, clock.elapsed))
            if len(seen) == until:
                break
            await asyncio.sleep(work)
    return seen


async def test_items_come_as_they_arrive(clock):
    """Each item comes as soon as its source has it."""
    seen = await came(
        clock, Feed("door", (1, "d1"), (4, "d2")), Feed("oven", (2, "o1"), (1, "o2"))
    )

    assert seen == [("d1", 1), ("o1", 2), ("o2", 3), ("d2", 5)], (
        "The door sends at 1 and 5 s, the oven at 2 and 3 s. These items came, at "
        f"these seconds: {seen}. Who waits for whom?"
    )


async def test_it_goes_on_until_the_last_source_ends(clock):
    """A source that ends, or is empty, does not end the others."""
    seen = await came(
        clock,
        Feed("empty"),
        Feed("door", (1, "d1")),
        Feed("oven", (3, "o1"), (3, "o2")),
    )

    assert seen == [("d1", 1), ("o1", 3), ("o2", 6)], (
        "One source was empty, one ended at 1 s, one sent at 3 and 6 s; these came: "
        f"{seen}. When is there nothing left to wait for?"
    )


async def test_without_sources_it_ends_at_once(clock):
    """No sources, or empty ones: no items."""
    assert await came(clock) == []
    assert await came(clock, Feed("one"), Feed("two")) == []

    assert clock.elapsed == 0


async def test_an_item_may_be_anything(clock):
    """None, 0, tuples and exceptions are items like any other."""
    error = ValueError("not raised: an item")

    async def source():
        for item in (None, 0, (), error, None):
            yield item

    async with contextlib.aclosing(items_of(source())) as items:
        assert [item async for item in items] == [None, 0, (), error, None]


async def test_no_source_begins_before_the_first_item_is_asked_for(clock):
    """A user that has not asked for an item has begun nothing."""
    feed = Feed("door", (1, "d1"))

    async with contextlib.aclosing(items_of(feed.items())) as items:
        await asyncio.sleep(3)
        before = list(feed.read.keys)
        await anext(items)

    assert before == [], (
        "Nobody asked for an item, and the source was read. When does your code begin?"
    )


async def test_a_slow_user_is_waited_for(clock):
    """Of each source, no more than three items wait to be handed out."""
    feeds = [
        Feed(name, *[(0, f"{name}{n}") for n in range(20)]) for name in ("a", "b", "c")
    ]
    async with contextlib.aclosing(items_of(*[f.items() for f in feeds])) as items:
        used = [await anext(items), await anext(items)]
        await asyncio.sleep(9)

        ready = {
            feed.read.name: sum(
                call.outcome == "answered" and call.key not in used
                for call in feed.read.calls
            )
            for feed in feeds
        }
    assert max(ready.values()) <= 3, (
        "A user took two items and then worked for 9 s. This many items of each source "
        f"waited meanwhile: {ready}. What stops a source that is faster than its user?"
    )


async def test_an_error_comes_after_the_items_before_it(clock):
    """The items of a source come out before its error does."""
    error = OSError("line cut")
    feed = Feed("door", (0, "d1"), (0, "d2"), (0, error))
    seen = []

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await came(clock, feed, work=2, seen=seen)

    assert [item for item, _ in seen] == ["d1", "d2"], (
        "The source yielded two items and failed. Its user was slow, and got these "
        f"items, at these seconds: {seen}. How does the error travel, and how do items?"
    )
    assert caught.value is error, (
        f"A source failed with {error!r}, and {caught.value!r} came out. "
        "Is that the very same exception?"
    )


async def test_an_error_closes_the_others(clock):
    """When the error comes out, the other sources have been closed."""
    oven = Feed("oven", (9, "o1"), cleanup=4)
    door = Feed("door", (1, OSError("line cut")))

    with pytest.raises((OSError, ExceptionGroup)):
        await came(clock, oven, door)

    assert (oven.is_open, clock.elapsed) == (False, 5), (
        "The door failed at 1 s, and the oven needs 4 s to clean up. The error came "
        f"out at {clock.elapsed:g} s, and the oven was "
        f"{'still open' if oven.is_open else 'closed'}. Who waits for the oven?"
    )


async def test_the_first_error_is_raised(clock):
    """An error of a source that is being closed does not replace the first one."""
    first = OSError("first")
    oven = Feed("oven", (9, "o1"))
    oven.hang_up.answers = {"feed": ValueError("cannot clean up")}

    with pytest.raises((OSError, ValueError, ExceptionGroup)) as caught:
        await came(clock, oven, Feed("door", (1, first)))

    assert caught.value is first, (
        f"One source failed with {first!r}, the other one when it was closed after "
        f"that, and {caught.value!r} came out. Which of your lines raised it?"
    )


async def test_a_failure_does_not_disturb_a_user_at_work(clock):
    """A source may fail while the user works: the user hears of it when asking."""
    error = OSError("line cut")
    feeds = [Feed("door", (1, "d1"), (1, error)), Feed("oven", (30, "o1"))]
    done = []

    async def use():
        async with contextlib.aclosing(items_of(*[f.items() for f in feeds])) as items:
            await anext(items)
            await asyncio.sleep(5)
            done.append(clock.elapsed)
            await anext(items)

    with pytest.raises((OSError, ExceptionGroup, asyncio.CancelledError)) as caught:
        await use()

    assert done == [6], (
        "A user worked from 1 s to 6 s, and a source failed at 2 s. The work ended by "
        f"{caught.value!r} at {clock.elapsed:g} s. Which task did your code cancel?"
    )
    assert caught.value is error


async def test_an_early_close_closes_all_sources(clock):
    """A user that leaves early waits until all sources have been closed, at once."""
    door = Feed("door", (1, "d1"), (9, "d2"), cleanup=4)
    oven = Feed("oven", (9, "o1"), cleanup=3)

    await came(clock, door, oven, until=1)

    left = [feed.read.name for feed in (door, oven) if feed.is_open]
    assert left == [], (
        "A user left the loop after one item, the merge was closed, and these were "
        f"still open: {left}. "
        "Which of your lines run when a generator is closed?"
    )
    assert clock.elapsed == 5, (
        "It was closed at 1 s. The sources need 4 s and 3 s to clean up, and it came "
        f"back at {clock.elapsed:g} s. Who waits for whom?"
    )


async def test_closing_it_raises_no_error(clock):
    """An early close raises nothing, whatever the sources do."""
    door = Feed("door", (1, "d1"), (1, OSError("line cut")))
    oven = Feed("oven", (9, "o1"))
    oven.hang_up.answers = {"feed": ValueError("cannot clean up")}

    async with contextlib.aclosing(items_of(door.items(), oven.items())) as items:
        assert await anext(items) == "d1"
        await asyncio.sleep(3)

    assert not oven.is_open


async def test_each_source_lives_in_one_task(clock):
    """A source is asked, and closed, in one and the same task."""
    feeds = [
        Feed("door", (1, "d1"), (1, "d2"), (9, "d3")),
        Feed("oven", *[(0, f"o{n}") for n in range(9)]),
    ]

    await came(clock, *feeds, until=4, work=1)

    tasks = [len(set(feed.tasks)) for feed in feeds]
    assert tasks == [1, 1], (
        "Two sources were asked for some items and closed. The number of tasks that "
        f"took part in each of them: {tasks}. Which task runs the code of a generator?"
    )


async def test_a_cancellation_closes_all_sources(clock):
    """A user that is cancelled hears of it when all have been closed."""
    feeds = [Feed("door", (1, "d1"), (9, "d2"), cleanup=4), Feed("oven", (9, "o1"))]

    task = await cancelled_at(came(clock, *feeds), 3)

    assert task.cancelled(), (
        "The user was cancelled at 3 s, and never heard of it. Where did the "
        "CancelledError end?"
    )
    assert ([feed.is_open for feed in feeds], clock.elapsed) == ([False, False], 7)


@given(cancellation=cancellations(least=1, most=9), work=st.sampled_from([0, 2]))
async def test_its_user_may_be_cancelled_anywhere(cancellation, work, clock):
    """Wherever the user is cancelled, all sources have been closed then."""
    feeds = [
        Feed("door", (1, "d1"), (1, "d2"), (0, "d3"), (0, "d4"), cleanup=1),
        Feed("oven", (0, "o1"), (2, "o2"), (1, "o3")),
    ]

    await cancellation.of(came(clock, *feeds, work=work))

    left = [feed.read.name for feed in feeds if feed.is_open]
    assert left == [], f"The user is gone, and these are open: {left}. Who closes them?"


@given(
    seconds=st.lists(st.lists(st.integers(0, 12), max_size=4), max_size=3),
)
async def test_any_sources(seconds, clock):
    """Every item comes when it arrives, in the order of its source."""
    feeds = [
        Feed(f"feed{n}", *[(each / 4, (n, i)) for i, each in enumerate(times)])
        for n, times in enumerate(seconds)
    ]
    arrivals = {
        (n, i): sum(times[: i + 1]) / 4
        for n, times in enumerate(seconds)
        for i in range(len(times))
    }

    seen = await came(clock, *feeds)

    assert dict(seen) == arrivals
    assert len(seen) == len(arrivals)
    for n, times in enumerate(seconds):
        own = [i for (feed, i), _ in seen if feed == n]
        assert own == list(range(len(times)))
    assert not any(feed.is_open for feed in feeds)
