"""The time of a block begins and ends with the block, however it is left."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, Job, latencies, outcome_of
from katas.ch11_context_managers.k1_stopwatch import stopwatch


class PowerCut(BaseException):
    """An error that is no Exception."""


async def timed(job, watches):
    """Do a job in the block, and keep the watch."""
    async with stopwatch() as watch:
        watches.append(watch)
        await job()


async def assert_timed(error, question):
    """Check the watch of a block that an error leaves, and what comes out."""
    watches = []

    outcome = await outcome_of(timed(Job(takes=2, error=error), watches))
    await asyncio.sleep(5)

    assert outcome is error, (
        f"The block raised {error!r}, and this came out: {outcome or 'nothing'!r}. "
        "What does your code do with an exception of the block?"
    )
    assert watches[0].elapsed == 2, (
        f"{error!r} left the block after 2 s. 5 s later `elapsed` is "
        f"{watches[0].elapsed:g}. {question}"
    )


async def test_the_time_of_a_block():
    """After the block, the watch says how long it took."""
    async with stopwatch() as watch:
        assert watch is not None, (
            "`async with stopwatch() as watch` gave the block None. "
            "What decides which object a block gets?"
        )
        await asyncio.sleep(2)
        await asyncio.sleep(1.25)

    assert watch.elapsed == 3.25, (
        f"A block took 3.25 s, and after it `elapsed` is {watch.elapsed:g}. "
        "What are `began` and `ended` then?"
    )


async def test_it_can_be_read_in_the_block():
    """In the block, the watch says how long the block has run so far."""
    seen, loop = [], asyncio.get_running_loop()

    async with stopwatch() as watch:
        now, began = loop.time(), watch.began
        for _ in range(3):
            seen.append(watch.elapsed)
            await asyncio.sleep(1.5)

    assert seen == [0, 1.5, 3], (
        f"In the block, at 0, 1.5 and 3 s, `elapsed` was {seen}. The block began when "
        f"loop.time() was {now:g}, and `began` was {began:g}. Who sets it, and when?"
    )


async def test_it_stands_still_after_the_block():
    """When the block has ended, its time does not change any more."""
    async with stopwatch() as watch:
        await asyncio.sleep(2)

    await asyncio.sleep(5)

    assert watch.elapsed == 2, (
        f"A block took 2 s. 5 s after its end, `elapsed` is {watch.elapsed:g}. "
        "Which line of yours runs when the block has ended?"
    )


async def test_the_time_begins_with_the_block():
    """What is between the call and the block does not count."""
    block = stopwatch()
    await asyncio.sleep(5)
    async with block as watch:
        await asyncio.sleep(2)

    assert watch.elapsed == 2, (
        "stopwatch() was called at 0 s, a block was entered with it at 5 s and took "
        f"2 s, and `elapsed` is {watch.elapsed:g}. Which line of yours begins to count?"
    )


@pytest.mark.parametrize("error", [OSError("down"), TimeoutError("slow")], ids=repr)
async def test_a_block_that_fails(error):
    """Where an exception leaves the block, the time ends too, and it goes on."""
    await assert_timed(error, "Which of your lines run after such an exception?")


@pytest.mark.parametrize("instants", [[1], [1, 2]], ids=["once", "twice"])
async def test_a_block_that_is_cancelled(instants):
    """Where the block is cancelled, the time ends when it has cleaned up."""
    watches = []

    outcome = await outcome_of(timed(Job(takes=9, cleanup=3), watches), *instants)
    await asyncio.sleep(5)

    assert isinstance(outcome, asyncio.CancelledError), (
        f"The block was cancelled, and this came out: {outcome or 'nothing'!r}. "
        "What becomes of its CancelledError?"
    )
    assert watches[0].elapsed == 4, (
        "The block was cancelled at 1 s, and cleaned up until 4 s. 5 s later `elapsed` "
        f"is {watches[0].elapsed:g}. Which of your lines see a CancelledError?"
    )


async def test_a_block_that_fails_with_no_exception():
    """All this holds for an exception that is a BaseException only."""
    question = "Which of your lines see an exception that is no Exception?"

    await assert_timed(PowerCut("dark"), question)


async def test_each_block_has_its_own_watch():
    """A block inside another one, and one beside it, have their own times."""
    watches = []

    async with stopwatch() as outer:
        beside = asyncio.create_task(timed(Job(takes=7), watches))
        await asyncio.sleep(1)
        async with stopwatch() as inner:
            await asyncio.sleep(2)
        await asyncio.sleep(1)
    await beside

    times = [outer.elapsed, inner.elapsed, watches[0].elapsed]
    assert times == [4, 2, 7], (
        "A block took 4 s, one inside it 2 s, one beside it 7 s, and their `elapsed` "
        f"are {times}. What do the blocks share?"
    )


@given(
    naps=st.lists(latencies(9), max_size=5),
    fate=st.sampled_from(["ends", "fails", "is cancelled"]),
)
async def test_any_block(naps, fate):
    """Whatever is in a block, however it ends, its time is the sum of its naps."""
    seen, watches = [], []

    async def block():
        async with stopwatch() as watch:
            watches.append(watch)
            for nap in naps:
                await asyncio.sleep(nap)
                seen.append(watch.elapsed)
            if fate == "fails":
                raise OSError("down")
            if fate == "is cancelled":
                asyncio.current_task().cancel()
                await asyncio.sleep(0)

    await outcome_of(block())
    took = Clock().elapsed
    await asyncio.sleep(5)

    assert seen == [sum(naps[: n + 1]) for n in range(len(naps))], (
        f"In the block there were naps of {naps} s, and after each of them `elapsed` "
        f"was {seen}. What are `began` and `ended` while it runs?"
    )
    assert watches[0].elapsed == took == sum(naps), (
        f"The block took naps of {naps} s, {fate}, and was over after {took:g} s. "
        f"`elapsed` is {watches[0].elapsed:g}. When do you set `began` and `ended`?"
    )
