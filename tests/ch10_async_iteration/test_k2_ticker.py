"""At its time, whoever was late before."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.schedules import latencies
from katas.ch10_async_iteration.k2_ticker import ticker


async def ticks(clock, interval, count, takes=()):
    """Consume all; the consumer takes that long after each. Return when each came."""
    times = []
    work = iter(takes)
    async for _ in ticker(interval, count):
        times.append(clock.elapsed)
        await asyncio.sleep(next(work, 0))
    return times


async def test_it_counts():
    """The numbers begin at 0."""
    assert [number async for number in ticker(5, 3)] == [0, 1, 2]


@pytest.mark.parametrize("interval", [0, 5])
async def test_a_count_of_none(interval, clock):
    """Nothing comes, and it takes no time."""
    assert [number async for number in ticker(interval, 0)] == []

    assert clock.elapsed == 0


async def test_each_at_its_time(clock):
    """One interval before the first, and one between any two."""
    times = await ticks(clock, 5, 3)

    assert times == [5, 10, 15], f"Every 5 s, and the numbers came at {times} s."


async def test_the_last_one_is_not_followed_by_a_wait(clock):
    """After the last number it is over."""
    await ticks(clock, 5, 2)

    assert clock.elapsed == 10


async def test_the_consumer_costs_no_time(clock):
    """What the consumer does between two numbers changes nothing."""
    times = await ticks(clock, 5, 4, takes=[2, 2, 2])

    assert times == [5, 10, 15, 20], (
        f"Every 5 s, the consumer takes 2 s each time, and the numbers came at {times} "
        "s. From where do you count?"
    )


async def test_who_is_late_gets_what_it_has_missed(clock):
    """Missed numbers come at once; then it is in time again."""
    times = await ticks(clock, 5, 5, takes=[12])

    assert times == [5, 17, 17, 20, 25], (
        "Every 5 s; after the first number the consumer took 12 s. The numbers came at "
        f"{times} s. What is the time of number 2?"
    )


async def test_the_time_begins_with_the_first_question(clock):
    """To have made it starts nothing."""
    numbers = ticker(5, 1)
    await asyncio.sleep(3)

    async for _ in numbers:
        pass

    assert clock.elapsed == 8, (
        "It was made at 0 s, somebody asked at 3 s, and the first number came at "
        f"{clock.elapsed:g} s. When does the time begin?"
    )


async def test_no_interval(clock):
    """With an interval of 0 they all come at once."""
    assert await ticks(clock, 0, 3) == [0, 0, 0]


async def test_others_run_meanwhile(clock):
    """It waits without blocking anybody."""
    seen = []

    async def other():
        await asyncio.sleep(2)
        seen.append(clock.elapsed)

    await asyncio.gather(ticks(clock, 5, 1), other())

    assert seen == [2]


@given(
    interval=latencies(4),
    takes=st.lists(latencies(9), max_size=8),
)
async def test_any_consumer(interval, takes, clock):
    """Each number comes at its time, or when the consumer asks, if that is later."""
    expected, free = [], 0
    for number, seconds in enumerate(takes):
        expected.append(max((number + 1) * interval, free))
        free = expected[-1] + seconds

    assert await ticks(clock, interval, len(takes), takes) == expected
