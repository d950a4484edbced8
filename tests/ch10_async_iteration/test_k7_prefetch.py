"""The next items are ready, not too many, and nothing goes on behind them."""

import asyncio
import contextlib
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancellations, items_from, outcome_of
from katas.ch10_async_iteration.k7_prefetch import prefetch


class Archive:
    """Its items take some seconds each; it is open until it is closed."""

    def __init__(self, *script, lock_up=None):
        self.read = FakeService(name="read")
        self.lock_up = lock_up or Job("lock_up")
        self.script = script
        self.is_open = False

    async def items(self):
        """Yield each item of the script; an exception is raised."""
        self.is_open = True
        try:
            for seconds, item in self.script:
                self.read.takes = seconds
                yield await self.read(item)
        finally:
            try:
                await self.lock_up()
            finally:
                self.is_open = False

    @property
    def made(self):
        """When each item was made."""
        calls = self.read.calls
        return [call.ended for call in calls if call.outcome == "answered"]


def numbered(count, takes=0, lock_up=None):
    """Return an archive with the items i0, i1, i2 …, which take some seconds each."""
    return Archive(*[(takes, f"i{number}") for number in range(count)], lock_up=lock_up)


async def use(archive, n, work=(), until=99, seen=None):
    """Use up to `until` items, working a while on each; return them."""
    seen = [] if seen is None else seen
    check = FakeService(name="check")
    async with contextlib.aclosing(items_from(prefetch, archive.items(), n)) as items:
        async for item in items:
            seen.append(item)
            check.takes = work[len(seen) - 1] if len(seen) <= len(work) else 0
            await check(item)
            if len(seen) == until:
                break
    return seen


@pytest.mark.parametrize("n", [1, 2, 9])
async def test_all_items_come_in_order(n):
    """All items come, in the order of the source."""
    seen = await use(Archive((1, "a"), (0, "b"), (2, "c")), n, work=[0, 3, 0])

    stray = seen[-1:] == [None]
    question = "Which `yield` hands over a None?" if stray else "When is it over?"
    assert seen == ["a", "b", "c"], (
        f"The items are a, b, c, and with an n of {n} these came: {seen}. {question}"
    )


async def test_an_item_may_be_anything():
    """None, an exception, and what equals everything, are items like any other."""
    sent = [None, 0, (), ValueError("an item"), ANY, None, "g"]

    async def source():
        for item in sent:
            yield item

    async with contextlib.aclosing(items_from(prefetch, source(), 2)) as items:
        seen = [item async for item in items]

    assert seen == sent, (
        f"A source sent {sent}, and {seen} came. Which one is taken for no item?"
    )


async def test_source_and_user_work_at_the_same_time(clock):
    """While the user works on an item, the source makes the next one."""
    await use(numbered(4, takes=2), 1, work=[2, 2, 2, 2])

    assert clock.elapsed == 10, (
        "Each of 4 items takes the source 2 s, and the user 2 s. All were done after "
        f"{clock.elapsed:g} s. What does the source do while the user works?"
    )


@pytest.mark.parametrize("who", ["A user", "A user that had been cancelled before"])
async def test_an_early_close_closes_the_source(who, clock):
    """A user that leaves early waits until the source, at work, has been closed."""
    archive = Archive((1, "a"), (99, "b"), lock_up=Job("lock_up", takes=60))

    async def user():
        if who != "A user":
            asyncio.current_task().cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(0)
        return await use(archive, 1, until=1)

    outcome = await outcome_of(user())

    assert isinstance(outcome, list), (
        f"{who} left the loop, and closed this: {outcome!r} came out. "
        "Which of your lines raised it?"
    )
    assert (archive.is_open, clock.elapsed) == (False, 61), (
        "A user left after one item at 1 s, and closed this. The source needs 60 s "
        f"to clean up; it was {'open' if archive.is_open else 'closed'} when this "
        f"ended at {clock.elapsed:g} s. Who waits for whom?"
    )


async def test_a_source_that_is_ahead_is_closed_too(clock):
    """A source that waits for its user is closed like one that is at work."""
    archive = numbered(9, lock_up=Job("lock_up", takes=4))

    await use(archive, 2, work=[0, 1], until=2)

    assert not archive.is_open, (
        "A user left at 1 s, while the source was ahead. It needs 4 s to clean up, and "
        f"was open when this ended at {clock.elapsed:g} s. Where does the source stand?"
    )


@pytest.mark.parametrize("n", [1, 3])
async def test_no_more_than_that_is_read_ahead(n):
    """While `n` are ready, the source has at most one more in its hands."""
    archive = numbered(9)

    await use(archive, n, work=[0, 9], until=2)

    ahead = len(archive.made) - 2
    assert ahead <= n + 1, (
        f"With an n of {n}, a user took two items, and worked for 9 s. The source "
        f"was {ahead} items ahead then. What stops it?"
    )


async def test_the_source_works_until_n_are_ready(clock):
    """While the user has a long break, `n` items are made ready."""
    times, archive = [], numbered(9, takes=1)

    async with contextlib.aclosing(items_from(prefetch, archive.items(), 3)) as items:
        await anext(items)
        await asyncio.sleep(9)
        for _ in range(3):
            await anext(items)
            times.append(clock.elapsed)

    assert times == [10, 10, 10], (
        "With an n of 3, the user had the first item at 1 s, and worked until 10 s. "
        f"The next three came at these seconds: {times}. How many were ready?"
    )


async def test_the_source_begins_with_the_first_item():
    """A user that has not asked for an item has begun nothing."""
    archive = Archive((1, "a"))

    async with contextlib.aclosing(items_from(prefetch, archive.items(), 3)) as items:
        await asyncio.sleep(3)
        before = list(archive.read.keys)
        _ = [item async for item in items]

    assert before == [], (
        "Nobody asked for an item, and the source was read. When does your code begin?"
    )


async def test_a_failure_does_not_disturb_a_user_at_work(clock):
    """The source may fail while the user works: the user hears of it when asking."""
    error = OSError("disk full")

    outcome = await outcome_of(use(Archive((1, "a"), (1, error)), 2, work=[5]), 99)

    question = "How does the error travel" if clock.elapsed > 2 else "What cancelled it"
    assert (outcome, clock.elapsed) == (error, 6), (
        f"A user worked from 1 s to 6 s, and the source failed at 2 s with {error!r}. "
        f"At {clock.elapsed:g} s this came out: {outcome!r}. {question}?"
    )


async def test_an_error_comes_after_the_items_before_it():
    """All items that came before an error are handed out before it."""
    error, seen = OSError("disk full"), []
    archive = Archive((0, "a"), (0, "b"), (0, "c"), (0, error))

    outcome = await outcome_of(use(archive, 9, work=[2, 2, 2], seen=seen), 99)

    assert (seen, outcome) == (["a", "b", "c"], error), (
        f"The source yielded a, b and c, and failed with {error!r}, while its user "
        f"still worked on a. The user got {seen}, and {outcome!r}. "
        "How does the error travel, and how do items?"
    )


@pytest.mark.parametrize(
    "script",
    [[(0, "i")] * 9, [(1, "i")] * 9, [(1, "i"), (1, OSError("disk full"))]],
    ids=["ahead", "at work", "failed"],
)
async def test_closing_it_raises_no_error(script, clock):
    """An early close raises nothing, whatever the source does."""
    error = ValueError("cannot clean up")
    archive = Archive(*script, lock_up=Job("lock_up", error=error))

    outcome = await outcome_of(use(archive, 2, work=[2.5], until=1), 99)

    closed = script[0][0] + 2.5
    assert (outcome, clock.elapsed) == (["i"], closed), (
        f"The user had one item, and closed this at {closed} s; closing the source "
        f"raises {error!r}. It ended at {clock.elapsed:g} s, with {outcome!r}. "
        "Who takes an error that nobody has asked for?"
    )


@pytest.mark.parametrize(("takes", "until"), [(98, 99), (98, 1), (0, 1)])
@pytest.mark.parametrize("instants", [(3,), (3, 4)], ids=["once", "twice"])
async def test_a_cancellation_closes_the_source(instants, takes, until, clock):
    """A user that is cancelled hears of it when the source has been closed."""
    lock_up = Job("lock_up", takes=5, cleanup=4)
    archive = Archive((1, "a"), *[(takes, "b")] * 9, lock_up=lock_up)

    outcome = await outcome_of(use(archive, 2, [1], until), *instants)

    when = "waited for b" if until > 1 else "had left, and closed this, at 2 s"
    scene = f"A user {when}, and was cancelled at {' and '.join(map(str, instants))} s"
    assert type(outcome) is asyncio.CancelledError, (
        f"{scene}. This came out: {outcome!r}. Where did the CancelledError end?"
    )
    assert (archive.is_open, clock.elapsed) == (False, lock_up.ended), (
        f"{scene}. That came out at {clock.elapsed:g} s, and the source, which cleans "
        f"up, was {'open' if archive.is_open else 'closed'} then. Who waits for whom?"
    )


@given(
    cancellation=cancellations(least=1, most=9),
    n=st.integers(1, 3),
    work=st.sampled_from([0, 1, 3]),
)
async def test_its_user_may_be_cancelled_anywhere(cancellation, n, work):
    """Wherever the user is cancelled, the source has been closed then."""
    script = [(1, "a"), (1, "b"), (0, "c"), (0, "d"), (2, "e")]
    archive = Archive(*script, lock_up=Job("lock_up", takes=1, cleanup=1))

    await cancellation.of(use(archive, n, work=[work] * 5))

    assert not archive.is_open, (
        f"The user was {cancellation}, and the source is open. Who closes it?"
    )


@given(
    n=st.integers(1, 4),
    seconds=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=7),
)
async def test_any_source_and_any_user(n, seconds, clock):
    """No item is later than it must be, and none is made too soon."""
    # 64ths of a second, which are exact: a look at the source now and then misses them.
    takes, work = [t / 64 for t, _ in seconds], [w / 64 for _, w in seconds]
    archive = Archive(*zip(takes, range(len(takes)), strict=True))
    came, latest, ready, asked = [], [], 0, 0
    for k, each in enumerate(takes):
        # Asked for as late as it may be: when fewer than n are ready.
        ready = max(ready, latest[k - n] if k >= n else 0) + each
        latest.append(max(ready, asked))
        asked = latest[k] + work[k]

    async with contextlib.aclosing(items_from(prefetch, archive.items(), n)) as items:
        async for item in items:
            came.append(clock.elapsed)
            await asyncio.sleep(work[item])

    scene = f"n is {n}, the items take {takes} s, the user works {work} s on them"
    assert len(came) == len(takes), f"{scene}: {len(came)} came. Where are the others?"
    late = {k: at for k, at in enumerate(came) if at > latest[k]}
    assert not late, (
        f"{scene}, and these came, {{item: second}}, later than they had to: {late}. "
        "What did the source wait for?"
    )
    soon = [k for k in range(n + 1, len(came)) if archive.made[k] < came[k - n - 1]]
    assert not soon, (
        f"{scene}, and these were made while {n + 1} others waited: {soon}. "
        "What stops the source?"
    )
