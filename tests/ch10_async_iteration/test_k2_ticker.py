"""The ticks keep to their timetable, however long their user works."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at, items_from
from katas.ch10_async_iteration.k2_ticker import ticker


def ticks_of(interval, count):
    """Return what `ticker` returns, if `async for` takes it."""
    return items_from(ticker, interval, count)


async def close(ticks):
    """Close an async generator; another iterator has nothing to close."""
    if hasattr(ticks, "aclose"):
        await ticks.aclose()


async def came_at(ticks, clock, *work):
    """Return when each tick came; its user works for some seconds after each."""
    read = FakeService(takes=dict(enumerate(work)), name="read")
    times = []
    async for number in ticks:
        times.append(clock.elapsed)
        await read(number)
    return times


async def test_ticks_are_numbered():
    """The ticks are 0, 1, 2 and so on."""
    assert [number async for number in ticks_of(10, 3)] == [0, 1, 2]


async def test_each_tick_comes_when_it_is_due(clock):
    """The first tick comes after one interval, the others one interval apart."""
    times = await came_at(ticks_of(10, 3), clock)

    assert times == [10, 20, 30], (
        f"With an interval of 10 s the ticks came at these seconds: {times}. "
        "When is the first one due?"
    )


async def test_after_the_last_tick_it_ends(clock):
    """After the last tick it ends at once."""
    assert [number async for number in ticks_of(10, 2)] == [0, 1]

    assert clock.elapsed == 20, (
        "The last of two ticks was due after 20 s, and the ticker ended after "
        f"{clock.elapsed:g} s. What does it wait for then?"
    )


async def test_no_tick_at_all(clock):
    """With a count of 0 it ends at once, without a tick."""
    first = await anext(aiter(ticks_of(10, 0)), "the end")

    assert (first, clock.elapsed) == ("the end", 0), (
        f"A ticker with a count of 0 was asked for a tick, and {first!r} came after "
        f"{clock.elapsed:g} s. What do you do before you look at the count?"
    )


async def test_an_interval_of_0(clock):
    """With an interval of 0 each tick comes at once."""
    assert [number async for number in ticks_of(0, 4)] == [0, 1, 2, 3]

    assert clock.elapsed == 0


async def test_the_work_of_its_user_does_not_move_the_timetable(clock):
    """A user that is ready before the next tick is due gets it when it is due."""
    times = await came_at(ticks_of(10, 4), clock, 3, 1, 3)

    assert times == [10, 20, 30, 40], (
        "With an interval of 10 s and a user that works for 3, 1 and 3 s the ticks "
        f"came at these seconds: {times}. From when do you count the next interval?"
    )


async def test_the_clock_starts_with_the_first_tick(clock):
    """The time counts from when the first tick is asked for, not from the call."""
    ticks = ticks_of(10, 2)
    await asyncio.sleep(7)

    times = await came_at(ticks, clock)

    assert times == [17, 27], (
        "The first tick was asked for at 7 s, with an interval of 10 s, and the ticks "
        f"came at these seconds: {times}. When does your clock start?"
    )


async def test_an_overdue_tick_comes_at_once(clock):
    """A tick that is asked for after it was due comes at once, and then all is well."""
    times = await came_at(ticks_of(10, 4), clock, 15)

    assert times == [10, 25, 30, 40], (
        "With an interval of 10 s the user worked for 15 s after the first tick, which "
        f"came at 10 s. The ticks came at these seconds: {times}. "
        "When was each of them due?"
    )


async def test_no_tick_is_lost(clock):
    """A user that was slow for long gets every tick, and catches up."""
    times = await came_at(ticks_of(10, 6), clock, 35)

    assert times == [10, 45, 45, 45, 50, 60], (
        "With an interval of 10 s the user worked for 35 s after the first tick, and "
        f"asked for the next ones. The ticks came at these seconds: {times}. "
        "How many were due when the user came back?"
    )


async def test_a_user_that_is_always_slow(clock):
    """Where the user needs longer than an interval each time, nobody waits."""
    times = await came_at(ticks_of(10, 4), clock, 12, 12, 12, 12)

    assert times == [10, 22, 34, 46], (
        "With an interval of 10 s and a user that works for 12 s each time, the ticks "
        f"came at these seconds: {times}. Which of them was not due yet?"
    )


async def test_two_tickers_side_by_side(clock):
    """Each ticker has a timetable of its own."""
    both = await asyncio.gather(
        came_at(ticks_of(10, 3), clock), came_at(ticks_of(4, 3), clock, 1, 1)
    )

    assert both == [[10, 20, 30], [4, 8, 12]]


async def test_leaving_early_leaves_nothing_behind(clock):
    """When it is closed early, nothing of it goes on."""
    ticks = aiter(ticks_of(10, 9))

    assert await anext(ticks) == 0
    await close(ticks)

    await asyncio.sleep(0)
    others = asyncio.all_tasks() - {asyncio.current_task()}
    assert not others, (
        "It was left after its first tick, and closed, and a task is still at work. "
        "Who stops it?"
    )
    assert clock.elapsed == 10


async def test_a_cancellation_is_heard_at_once(clock):
    """A user that is cancelled while it waits for a tick need not wait for it."""
    task = await cancelled_at(came_at(ticks_of(10, 3), clock, 2), 14)

    assert task.cancelled(), (
        "It was cancelled at 14 s, and never heard of it. Where did the "
        "CancelledError end?"
    )
    assert clock.elapsed == 14


@given(
    pause=st.integers(0, 20),
    interval=st.integers(0, 12),
    work=st.lists(st.integers(0, 30), min_size=1, max_size=8),
)
async def test_any_interval_and_any_user(pause, interval, work, clock):
    """Each tick comes when it is due, or when it is asked for, if that is later."""
    ticks = ticks_of(interval / 4, len(work))
    await asyncio.sleep(pause / 4)
    expected, asked = [], pause / 4
    for number, seconds in enumerate(work):
        expected.append(max(asked, (pause + (number + 1) * interval) / 4))
        asked = expected[-1] + seconds / 4

    times = await came_at(ticks, clock, *[seconds / 4 for seconds in work])

    assert times == expected
    assert clock.elapsed == asked
