"""Tea takes its time, and others can work meanwhile."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import latencies
from katas.ch01_coroutines.k4_two_lines import make_tea


async def test_tea_is_made_of_hot_water():
    """The water is boiled, and the tea is made of it."""
    tea = await make_tea(3, 4)

    assert tea == "tea from 3 cups of hot water", (
        "`await make_tea(3, 4)` should give 'tea from 3 cups of hot water', and gave "
        f"{tea!r}. What is in `water`?"
    )


async def test_it_takes_its_time(clock):
    """First the water, 2 s, then the tea."""
    await make_tea(1, 4)

    assert clock.elapsed == 6, (
        "Water takes 2 s, and this tea 4 s more; it was there after "
        f"{clock.elapsed:g} s. When does the tea begin to stand?"
    )


async def test_others_can_work_meanwhile(clock):
    """Two teas at the same time take as long as one."""
    await asyncio.gather(make_tea(1, 3), make_tea(2, 3))

    assert clock.elapsed == 5, (
        "A tea takes 5 s, and two at the same time take 5 s too. Yours took "
        f"{clock.elapsed:g} s. Which line lets nobody else work?"
    )


@given(cups=st.integers(1, 9), seconds=latencies())
async def test_any_tea(cups, seconds, clock):
    """Whatever is asked for, it is made, and takes its time."""
    tea = await make_tea(cups, seconds)

    assert tea == f"tea from {cups} cups of hot water", (
        f"`await make_tea({cups}, {seconds:g})` gave {tea!r}. What is in `water`?"
    )
    assert clock.elapsed == 2 + seconds, (
        f"Water takes 2 s, and this tea {seconds:g} s more; it was there after "
        f"{clock.elapsed:g} s. When does the tea begin to stand?"
    )
