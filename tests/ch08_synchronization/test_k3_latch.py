"""Closed until the last has counted down, and open for ever after."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.schedules import latencies
from dojo.scripts import scripts
from katas.ch08_synchronization.k3_latch import Latch


async def arrivals(latch, clock, *seconds):
    """Let one wait from each of these seconds on, and return when they pass."""

    async def arrive(at):
        await asyncio.sleep(at)
        await latch.wait()
        return clock.elapsed

    return await asyncio.gather(*map(arrive, seconds))


async def count_down_at(latch, *seconds):
    """Count down at each of these seconds."""
    now = 0
    for second in sorted(seconds):
        await asyncio.sleep(second - now)
        now = second
        latch.count_down()


async def test_it_opens_when_all_have_counted_down(clock):
    """The last count_down opens it."""
    latch = Latch(3)
    countdown = asyncio.create_task(count_down_at(latch, 1, 2, 4))

    passed = await arrivals(latch, clock, 0)
    await countdown

    assert passed == [4], (
        f"It was counted down at 1, 2 and 4 s, and opened at {passed[0]:g} s. "
        "What does it count?"
    )


async def test_all_who_wait_pass_together(clock):
    """Any number may wait."""
    latch = Latch(1)
    countdown = asyncio.create_task(count_down_at(latch, 2))

    passed = await arrivals(latch, clock, 0, 0, 1)
    await countdown

    assert passed == [2, 2, 2], f"It opened at 2 s, and they passed at {passed} s."


async def test_who_comes_late_passes(clock):
    """Once open it stays open."""
    latch = Latch(1)
    countdown = asyncio.create_task(count_down_at(latch, 2))

    passed = await arrivals(latch, clock, 3, 5)
    await countdown

    assert passed == [3, 5], f"It opened at 2 s, and they passed at {passed} s."


async def test_a_latch_of_none_is_open(clock):
    """Where there is nobody to wait for, nobody waits."""
    latch = Latch(0)

    await latch.wait()

    assert clock.elapsed == 0
    with pytest.raises(ValueError):
        latch.count_down()


def test_a_latch_below_zero():
    """It cannot wait for less than nobody."""
    with pytest.raises(ValueError):
        Latch(-1)


async def test_too_often():
    """Who counts down what is open is told so, and it stays open."""
    latch = Latch(1)
    latch.count_down()

    for _ in range(2):
        with pytest.raises(ValueError):
            latch.count_down()

    await latch.wait()


async def test_waiting_is_not_counting(clock):
    """However many wait, it takes the count_downs to open it."""
    latch = Latch(2)
    countdown = asyncio.create_task(count_down_at(latch, 3, 6))

    passed = await arrivals(latch, clock, 0, 0, 0, 0)
    await countdown

    assert passed == [6, 6, 6, 6]


async def test_who_is_cancelled_disturbs_nobody(clock):
    """The others wait on, and pass when it opens."""
    latch = Latch(1)
    first, second = (asyncio.create_task(latch.wait()) for _ in range(2))
    await asyncio.sleep(1)

    first.cancel()
    await asyncio.wait([first])
    await asyncio.sleep(1)
    early = second.done()
    latch.count_down()
    await asyncio.wait([second])

    assert first.cancelled()
    assert not early, "One was cancelled, and the other one passed. Why?"
    assert not second.cancelled(), "One was cancelled, and so was the other. Why?"


@given(
    counts=st.lists(latencies(6), min_size=1, max_size=4),
    arrived=st.lists(latencies(9), min_size=1, max_size=4),
)
async def test_any_countdown_and_any_arrivals(counts, arrived, clock):
    """Each passes when it opens, or when it comes, whichever is later."""
    latch = Latch(len(counts))
    countdown = asyncio.create_task(count_down_at(latch, *counts))

    passed = await arrivals(latch, clock, *arrived)
    await countdown

    assert passed == [max(at, *counts) for at in arrived]


class Doors:
    """The books of a latch."""

    def __init__(self, count):
        self.latch = Latch(count)
        self.left = count

    async def wait(self):
        """Wait at the latch."""
        await self.latch.wait()
        assert self.left == 0, f"Somebody passed, and {self.left} are to come."

    async def count_down(self):
        """Count down, where that is allowed."""
        if self.left:
            self.left -= 1
            self.latch.count_down()
        else:
            with pytest.raises(ValueError):
                self.latch.count_down()

    def at_rest(self, waiting):
        """Nobody waits at an open latch."""
        assert self.left or not waiting, (
            f"The latch is open, and {waiting[0].name} waits. Who wakes it?"
        )


@given(
    count=st.integers(0, 3),
    script=scripts(wait=st.tuples(), count_down=st.tuples()),
)
async def test_it_is_what_its_model_says(count, script):
    """Whoever waits, counts or is cancelled: open is open, and closed is closed."""
    await script.play(Doors(count))
