"""The next items are ready, not too many, and nothing goes on behind them."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, items_from
from katas.ch10_async_iteration.k7_prefetch import prefetch


class Archive:
    """Its items take some seconds each; it is open until it is closed."""

    def __init__(self, *script, cleanup=0):
        self.read = FakeService(name="read")
        self.lock_up = FakeService(takes=cleanup, name="lock_up")
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
                await self.lock_up("archive")
            finally:
                self.is_open = False

    @property
    def made(self):
        """When each item was made."""
        calls = self.read.calls
        return [call.ended for call in calls if call.outcome == "answered"]


def items_of(source, n):
    """Return what `prefetch` returns, if `async for` takes it."""
    return items_from(prefetch, source, n)


async def use(archive, n, work=(), until=99, seen=None):
    """Use up to `until` items, working a while on each; return them."""
    seen = [] if seen is None else seen
    check = FakeService(name="check")
    async with contextlib.aclosing(items_of(archive.items(), n)) as items:
        async for item in items:
            seen.append(item)
            if len(seen) == until:
                break
            check.takes = work[len(seen) - 1] if len(seen) <= len(work) else 0
            await check(item)
    return seen


async def test_all_items_come_in_order():
    """All items come, in the order of the source."""
    archive = Archive((1, "a"), (0, "b"), (2, "c"))

    for n in (1, 2, 9):
        assert await use(archive, n, work=[0, 3, 0]) == ["a", "b", "c"]


async def test_an_empty_source_ends_at_once(clock):
    """No items: it ends with its source."""
    assert await use(Archive(), 3) == []

    assert clock.elapsed == 0


async def test_an_item_may_be_anything():
    """None, 0, tuples and exceptions are items like any other."""
    error = ValueError("not raised: an item")

    async def source():
        for item in (None, 0, (), error, None):
            yield item

    async with contextlib.aclosing(items_of(source(), 2)) as items:
        assert [item async for item in items] == [None, 0, (), error, None]


async def test_source_and_user_work_at_the_same_time(clock):
    """While the user works on an item, the source makes the next one."""
    archive = Archive(*[(2, f"i{number}") for number in range(4)])

    await use(archive, 1, work=[2, 2, 2, 2])

    assert clock.elapsed == 10, (
        "The source needs 2 s for each of 4 items, and the user works 2 s on each. The "
        f"last was done after {clock.elapsed:g} s. What does the source do while the "
        "user works?"
    )


async def test_the_source_works_until_n_are_ready(clock):
    """While the user has a long break, `n` items are made ready."""
    archive = Archive(*[(1, f"i{number}") for number in range(9)])
    times = []

    async with contextlib.aclosing(items_of(archive.items(), 3)) as items:
        await anext(items)
        await asyncio.sleep(9)
        for _ in range(3):
            await anext(items)
            times.append(clock.elapsed)

    assert times == [10, 10, 10], (
        "With an n of 3, the user had the first item at 1 s, and worked until 10 s. "
        f"The next three came at these seconds: {times}. How many were ready?"
    )


async def test_the_place_of_an_item_is_filled_again(clock):
    """As soon as an item is handed out, the source works on another one."""
    archive = Archive(*[(1, f"i{number}") for number in range(12)])

    await use(archive, 3, work=[9, 0, 0, 3, 0, 0, 0], until=7)

    assert clock.elapsed == 13, (
        "With an n of 3, the source needs 1 s for an item. A user took the first at "
        "1 s, three more at 10 s, and three more from 13 s on; the last one of these "
        f"came at {clock.elapsed:g} s. When does the source go on?"
    )


async def test_no_more_than_that_is_read_ahead():
    """The source is never more than `n` + 1 items ahead of its user."""
    for n in (1, 3):
        archive = Archive(*[(0, f"i{number}") for number in range(20)])

        async with contextlib.aclosing(items_of(archive.items(), n)) as items:
            await anext(items)
            await anext(items)
            await asyncio.sleep(9)
            ahead = len(archive.made) - 2

        assert ahead <= n + 1, (
            f"With an n of {n}, a user took two items, and worked for 9 s. The source "
            f"was {ahead} items ahead then. What stops it?"
        )


async def test_the_source_begins_with_the_first_item(clock):
    """A user that has not asked for an item has begun nothing."""
    archive = Archive((1, "a"))

    async with contextlib.aclosing(items_of(archive.items(), 3)) as items:
        await asyncio.sleep(3)
        before = list(archive.read.keys)
        await anext(items)

    assert before == [], (
        "Nobody asked for an item, and the source was read. When does your code begin?"
    )


async def test_an_error_comes_after_the_items_before_it():
    """All items that came before an error are handed out before it."""
    error = OSError("disk full")
    archive = Archive((0, "a"), (0, "b"), (0, "c"), (0, error))
    seen = []

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await use(archive, 9, work=[2, 2, 2], seen=seen)

    assert seen == ["a", "b", "c"], (
        "The source yielded three items and failed, while its user still worked on the "
        f"first one. The user got {seen}. How does the error travel, and how do items?"
    )
    assert caught.value is error, (
        f"The source failed with {error!r}, and {caught.value!r} came out. "
        "Is that the very same exception?"
    )
    assert not archive.is_open


async def test_a_failure_does_not_disturb_a_user_at_work(clock):
    """The source may fail while the user works: the user hears of it when asking."""
    error = OSError("disk full")
    archive = Archive((1, "a"), (1, error))

    with pytest.raises((OSError, ExceptionGroup, asyncio.CancelledError)) as caught:
        await use(archive, 2, work=[5])

    assert clock.elapsed == 6, (
        "A user worked from 1 s to 6 s, and the source failed at 2 s. The work ended "
        f"by {caught.value!r} at {clock.elapsed:g} s. Which task did your code cancel?"
    )
    assert caught.value is error


async def test_an_early_close_closes_the_source(clock):
    """A user that leaves early waits until the source has been closed."""
    archive = Archive((1, "a"), (9, "b"), cleanup=4)

    await use(archive, 1, until=1)

    assert (archive.is_open, clock.elapsed) == (False, 5), (
        "A user left after one item at 1 s, and closed this. The source needs 4 s "
        f"to clean up; it was {'open' if archive.is_open else 'closed'} when this "
        f"came back at {clock.elapsed:g} s. Who waits for whom?"
    )


async def test_a_source_that_is_ahead_is_closed_too(clock):
    """A source that waits for its user is closed like one that is at work."""
    archive = Archive((0, "a"), (0, "b"), (0, "c"), (0, "d"), (0, "e"), cleanup=4)

    await use(archive, 1, work=[1], until=2)

    assert (archive.is_open, clock.elapsed) == (False, 5), (
        "A user left at 1 s, while the source was ahead, and it needs 4 s to clean up; "
        f"it was {'open' if archive.is_open else 'closed'} when this came back at "
        f"{clock.elapsed:g} s. Where does the generator stand that nobody asks?"
    )


async def test_closing_it_raises_no_error(clock):
    """An early close raises nothing, whatever the source does."""
    archive = Archive((1, "a"), (0, "b"), (0, "c"), (0, "d"), (0, "e"))
    archive.lock_up.answers = {"archive": OSError("cannot clean up")}

    async with contextlib.aclosing(items_of(archive.items(), 1)) as items:
        assert await anext(items) == "a"
        await asyncio.sleep(3)

    async with contextlib.aclosing(items_of(Archive((0, "a")).items(), 2)) as items:
        assert await anext(items) == "a"
    assert not archive.is_open


async def test_an_error_that_nobody_waited_for_is_not_raised(clock):
    """A user that leaves before the turn of an error never hears of it."""
    archive = Archive((1, "a"), (1, "b"), (0, OSError("disk full")))

    async with contextlib.aclosing(items_of(archive.items(), 3)) as items:
        assert await anext(items) == "a"
        await asyncio.sleep(5)

    assert clock.elapsed == 6


async def test_the_source_lives_in_one_task():
    """The source is asked, and closed, in one and the same task."""
    archive = Archive(*[(0, f"i{number}") for number in range(9)])

    await use(archive, 2, work=[1, 1, 1], until=3)

    assert len(set(archive.tasks)) == 1, (
        "The source was asked for some items and closed. The number of tasks for this: "
        f"{len(set(archive.tasks))}. Which task runs the code of a generator?"
    )


async def test_a_cancellation_closes_the_source(clock):
    """A user that is cancelled hears of it when the source has been closed."""
    archive = Archive((1, "a"), (9, "b"), cleanup=4)

    task = await cancelled_at(use(archive, 2), 3)

    assert task.cancelled(), (
        "The user was cancelled at 3 s, and never heard of it. Where did the "
        "CancelledError end?"
    )
    assert (archive.is_open, clock.elapsed) == (False, 7), (
        "The user was cancelled at 3 s, and the source needs 4 s to clean up. It was "
        f"{'open' if archive.is_open else 'closed'} when the user heard of it at "
        f"{clock.elapsed:g} s. Who waits for whom?"
    )


@given(
    cancellation=cancellations(least=1, most=9),
    n=st.integers(1, 3),
    work=st.sampled_from([0, 1, 3]),
)
async def test_its_user_may_be_cancelled_anywhere(cancellation, n, work):
    """Wherever the user is cancelled, the source has been closed then."""
    archive = Archive((1, "a"), (1, "b"), (0, "c"), (0, "d"), (2, "e"), cleanup=1)

    await cancellation.of(use(archive, n, work=[work] * 5))

    assert not archive.is_open, "The user is gone. Who closes the source?"


@given(
    n=st.integers(1, 4),
    seconds=st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=7
    ),
)
async def test_any_source_and_any_user(n, seconds, clock):
    """No item is later than it must be, and none is made too soon."""
    takes, work = zip(*[(t / 4, w / 4) for t, w in seconds], strict=True)
    archive = Archive(*zip(takes, range(len(takes)), strict=True))
    came, latest, ready, asked = [], [], 0, 0
    for k, each in enumerate(takes):
        # Asked for as late as it may be: when fewer than n are ready.
        ready = max(ready, latest[k - n] if k >= n else 0) + each
        latest.append(max(ready, asked))
        asked = latest[k] + work[k]

    async with contextlib.aclosing(items_of(archive.items(), n)) as items:
        async for item in items:
            assert item == len(came)
            came.append(clock.elapsed)
            await asyncio.sleep(work[item])

    assert len(came) == len(takes)
    late = [k for k, at in enumerate(came) if at > latest[k]]
    assert late == [], f"These came later than they had to: {late}."
    soon = [k for k in range(n + 1, len(came)) if archive.made[k] < came[k - n - 1]]
    assert soon == [], f"These were made while n + 1 others were ready: {soon}."
    assert clock.elapsed <= asked
