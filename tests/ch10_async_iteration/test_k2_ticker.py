"""The ticks keep to their timetable, however long their user works."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, items_from, outcome_of
from katas.ch10_async_iteration.k2_ticker import ticker


async def numbers_of(interval, count):
    """Return all ticks; more than a hundred are too many."""
    numbers = []
    async for number in items_from(ticker, interval, count):
        numbers.append(number)
        assert len(numbers) <= 100, (
            f"A ticker with a count of {count} does not end. "
            "Which line of yours looks at the count?"
        )
    return numbers


async def came_at(ticks, clock, *work):
    """Return when each tick came; its user works for some seconds after each."""
    read = FakeService(takes=dict(enumerate(work)), name="read")
    times = []
    async for number in ticks:
        times.append(clock.elapsed)
        await read(number)
    return times


def numbered(count, numbers, question="What does each of your `yield`s hand over?"):
    """Return a message about the ticks that came, and ask."""
    if numbers[-1:] == [None]:
        question = "Which `yield` hands over a None?"
    return f"With a count of {count} these ticks came: {numbers}. {question}"


async def test_ticks_are_numbered():
    """The ticks are 0, 1, 2 and so on."""
    numbers = await numbers_of(10, 3)

    assert numbers == [0, 1, 2], numbered(3, numbers)


async def test_each_tick_comes_when_it_is_due(clock):
    """The first tick comes after one interval, the others one interval apart."""
    times = await came_at(items_from(ticker, 10, 3), clock)

    assert times == [10, 20, 30], (
        f"With an interval of 10 s the ticks came at these seconds: {times}. "
        "When is the first one due?"
    )


async def test_after_the_last_tick_it_ends(clock):
    """After the last tick it ends at once."""
    await numbers_of(10, 2)

    assert clock.elapsed == 20, (
        "The last of two ticks was due after 20 s, and the ticker ended after "
        f"{clock.elapsed:g} s. What does it wait for then?"
    )


async def test_no_tick_at_all(clock):
    """With a count of 0 it ends at once, without a tick."""
    numbers = await numbers_of(10, 0)

    assert numbers == [], numbered(0, numbers, "When do you look at the count?")
    assert clock.elapsed == 0, (
        f"A ticker with a count of 0 ended after {clock.elapsed:g} s. "
        "What do you do before you look at the count?"
    )


async def test_an_interval_of_0(clock):
    """With an interval of 0 each tick comes at once."""
    numbers = await numbers_of(0, 4)

    assert numbers == [0, 1, 2, 3], numbered(4, numbers)
    assert clock.elapsed == 0, (
        f"Four ticks with an interval of 0 s took {clock.elapsed:g} s. "
        "What does your code do with an interval of 0?"
    )


async def test_the_work_of_its_user_does_not_move_the_timetable(clock):
    """A user that is ready before the next tick is due gets it when it is due."""
    times = await came_at(items_from(ticker, 10, 4), clock, 3, 1, 3)

    assert times == [10, 20, 30, 40], (
        "With an interval of 10 s and a user that works for 3, 1 and 3 s the ticks "
        f"came at these seconds: {times}. From when do you count the next interval?"
    )


async def test_the_clock_starts_with_the_first_tick(clock):
    """The time counts from when the first tick is asked for, not from the call."""
    ticks = items_from(ticker, 10, 2)
    await asyncio.sleep(7)

    times = await came_at(ticks, clock)

    assert times == [17, 27], (
        "The first tick was asked for at 7 s, with an interval of 10 s, and the ticks "
        f"came at these seconds: {times}. When does your clock start?"
    )


async def test_an_overdue_tick_comes_at_once(clock):
    """A tick that is asked for after it was due comes at once, and then all is well."""
    times = await came_at(items_from(ticker, 10, 4), clock, 15)

    assert times == [10, 25, 30, 40], (
        "With an interval of 10 s the user worked for 15 s after the first tick, which "
        f"was due at 10 s. The ticks came at these seconds: {times}. "
        "When was each of them due?"
    )


async def test_no_tick_is_lost(clock):
    """A user that was slow for long gets every tick, and catches up."""
    times = await came_at(items_from(ticker, 10, 6), clock, 35)

    assert times == [10, 45, 45, 45, 50, 60], (
        "With an interval of 10 s the user worked for 35 s after the first tick, and "
        f"asked for the next ones. The ticks came at these seconds: {times}. "
        "How many were due when the user came back?"
    )


async def test_a_cancellation_is_heard_at_once(clock):
    """A user that is cancelled while it waits for a tick need not wait for it."""
    outcome = await outcome_of(came_at(items_from(ticker, 10, 3), clock, 2), 14)

    assert type(outcome) is asyncio.CancelledError, (
        "Its user was cancelled at 14 s, and ended as if nothing had happened; the "
        f"ticks had come at {outcome!r}. Where did the CancelledError end?"
    )
    assert clock.elapsed == 14, (
        "Its user was cancelled at 14 s, while it waited for the second tick, and "
        f"ended at {clock.elapsed:g} s. What does your code still wait for?"
    )


async def test_a_cancellation_leaves_nothing_at_work():
    """When its user hears of a cancellation, all that was started has ended."""
    left = []

    async def use():
        before = asyncio.all_tasks()
        try:
            async for _ in items_from(ticker, 10, 3):
                pass
        finally:
            left.extend(asyncio.all_tasks() - before)

    await outcome_of(use(), 14)

    assert not left, (
        "Its user was cancelled at 14 s, while it waited for the second tick. When it "
        f"heard of it, tasks of yours that had not ended: {len(left)}. "
        "What do you do after you have told a task to stop?"
    )


@given(
    pause=st.integers(0, 320),
    interval=st.integers(0, 200),
    work=st.lists(st.integers(0, 480), min_size=1, max_size=8),
)
async def test_any_interval_and_any_user(pause, interval, work, clock):
    """Each tick comes when it is due, or when it is asked for, if that is later."""
    # 64ths of a second, which are exact: a look at the clock now and then misses them.
    pause, interval, *work = [number / 64 for number in (pause, interval, *work)]
    ticks = items_from(ticker, interval, len(work))
    await asyncio.sleep(pause)
    expected, asked = [], pause
    for number, seconds in enumerate(work, 1):
        expected.append(max(asked, pause + number * interval))
        asked = expected[-1] + seconds

    times = await came_at(ticks, clock, *work)

    assert [*times, clock.elapsed] == [*expected, asked], (
        f"An interval of {interval} s, a first request at {pause} s, and a user that "
        f"works for {work} s: the ticks and the end came at {[*times, clock.elapsed]}, "
        f"and not at {[*expected, asked]}. How does your code know that it is time?"
    )
