"""The save runs to its end, and the cancellation is raised after it."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Job, cancellations, cancelled_at, latencies, outcome_of
from katas.ch06_cancellation.k4_finish_save import finish_save


class PowerCut(BaseException):
    """An error that is no Exception."""


async def quietly(job):
    """Do a job; its exception counts as seen."""
    asyncio.current_task().add_done_callback(lambda t: t.cancelled() or t.exception())
    return await job()


@pytest.mark.parametrize("result", ["saved", None, OSError("an old one")], ids=repr)
async def test_the_result_is_returned(result, clock):
    """Where nobody cancels, the result is there when the save has ended."""
    save = Job("save", 2.7182818, result=result)

    out = await outcome_of(finish_save(save()))

    # An exception that is returned comes so; see outcome_of.
    right = ("returned", result) if isinstance(result, Exception) else result
    assert (out, clock.elapsed) == (right, 2.7182818), (
        f"The save returned {result!r} at 2.7182818 s, and at {clock.elapsed:.8g} s "
        f"{out!r} came out. What does your code wait for, and what does it return?"
    )


@pytest.mark.parametrize("error", [OSError("disk full"), PowerCut()], ids=repr)
async def test_an_exception_comes_out(error):
    """Where nobody cancels, the exception of the save is raised itself."""
    out = await outcome_of(finish_save(Job("save", 1, error=error)()))

    assert out is error, (
        f"The save failed with {error!r}, and {out!r} came out. "
        "What becomes of the exception of the save?"
    )


async def test_a_cancellation_does_not_reach_the_save():
    """A cancellation of the caller does not cancel the save."""
    save = Job("save", 3)

    await outcome_of(finish_save(save()), 1)
    await asyncio.sleep(9)

    assert save.cancelled == [], (
        "The caller was cancelled at 1 s, and the save was cancelled at "
        f"{save.cancelled[0]:g} s. What do you await, and where does a cancellation go "
        "from there?"
    )


async def test_the_save_is_over_before_it_ends(clock):
    """The cancellation is raised when the save has ended, and not before."""
    save = Job("save", 3.0625)

    await outcome_of(finish_save(save()), 1)

    assert clock.elapsed == 3.0625, (
        "The save takes 3.0625 s. The caller was cancelled at 1 s, and finish_save "
        f"ended at {clock.elapsed:g} s. Which line waits for the save after 1 s?"
    )


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("instant", [0, 1, 3])
async def test_the_cancellation_is_raised(instant, late):
    """Whenever the caller is cancelled, it ends cancelled, also at the very end."""
    save = Job("save", 3, result="saved")

    task = await cancelled_at(finish_save(save()), instant, late=late)

    out = "CancelledError" if task.cancelled() else task.exception() or task.result()
    assert out == "CancelledError", (
        f"The save takes 3 s. The caller was cancelled at {instant} s, while "
        f"finish_save waited, and what came out is {out!r}. "
        "What became of the cancellation?"
    )


async def test_it_may_be_cancelled_again_and_again(clock):
    """However often the caller is cancelled, the save runs to its end."""
    save = Job("save", 5)

    out = await outcome_of(finish_save(save()), 1, 1, 2, 4)

    seen = f"cancelled at {save.cancelled[0]:g} s" if save.cancelled else save.outcome
    assert (seen, clock.elapsed) == ("answered", 5), (
        "The save takes 5 s, and the caller was cancelled at 1, 1, 2 and 4 s. "
        f"finish_save ended at {clock.elapsed:g} s, and the save was {seen} then. "
        "What does your code do after the first cancellation?"
    )
    assert isinstance(out, asyncio.CancelledError), (
        f"The caller was cancelled at 1, 1, 2 and 4 s, and {out!r} came out. "
        "What became of the cancellations?"
    )


@pytest.mark.parametrize("instants", [[1], [1, 2]], ids=["once", "twice"])
@pytest.mark.parametrize("error", [OSError("disk full"), PowerCut()], ids=repr)
async def test_a_cancellation_wins_over_a_failure(error, instants):
    """Where the caller is cancelled, and then the save fails, it ends cancelled."""
    save = Job("save", 3, error=error)

    out = await outcome_of(finish_save(quietly(save)), *instants)

    assert isinstance(out, asyncio.CancelledError), (
        f"The caller was cancelled at {' s and '.join(map(str, instants))} s, the save "
        f"failed at 3 s, and what came out is {out!r}. "
        "How does the caller hear of its cancellation?"
    )


async def test_a_save_may_be_cancelled_itself():
    """Where the save ends with a CancelledError of its own, that is raised."""
    save = Job("save", 1, error=asyncio.CancelledError())

    out = await outcome_of(finish_save(save()))

    assert isinstance(out, asyncio.CancelledError), (
        f"The save ended with a CancelledError of its own, and {out!r} came out. "
        "What becomes of the exception of the save?"
    )


@pytest.mark.parametrize("instants", [[], [2]], ids=["alone", "cancelled too"])
async def test_a_timeout_around_it(instants, clock):
    """A time-out around this ends with TimeoutError, unless somebody cancels too."""

    async def with_timeout():
        async with asyncio.timeout(1):
            await finish_save(Job("save", 3)())

    out = await outcome_of(with_timeout(), *instants)

    also = ", and the caller was cancelled at 2 s" if instants else ""
    assert isinstance(out, asyncio.CancelledError if instants else TimeoutError), (
        f"A time-out of 1 s around finish_save was over{also}; {out!r} came out of it. "
        "How often was the calling task asked to stop, and by whom?"
    )
    assert clock.elapsed == 3, (
        "The save takes 3 s, a time-out of 1 s was around finish_save, and it ended at "
        f"{clock.elapsed:g} s. Which line waits for the save after 1 s?"
    )


@pytest.mark.parametrize("again", [False, True])
async def test_it_may_be_used_while_its_caller_cleans_up(again):
    """A caller that was cancelled before gets the result, or hears of a further one."""
    outs = []

    async def play():
        try:
            await asyncio.sleep(9)
        finally:
            try:
                outs.append(await finish_save(Job("save", 2, result="saved")()))
            except asyncio.CancelledError:
                outs.append("CancelledError")

    await outcome_of(play(), 1, *[2] if again else [])

    assert outs == ["CancelledError" if again else "saved"], (
        f"A task was cancelled at 1 s{' and 2 s' if again else ''}. From 1 s to 3 s it "
        f"called finish_save in its `finally`, and this came out: {outs}. "
        "Was the caller cancelled while you waited?"
    )


@given(cancellation=cancellations(least=1, most=3))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, a save that has begun has ended."""
    save = Job("save", 2)

    await cancellation.of(finish_save(save()))

    assert (save.outcome, save.cancelled) == ("answered", []), (
        f"finish_save has ended, the save is {save.outcome}, and it was cancelled "
        f"{len(save.cancelled)} times. What reaches the save, and what waits for it?"
    )


@given(
    sixteenths=st.integers(1, 256),
    instants=st.lists(latencies(most=20), max_size=9),
    late=st.booleans(),
)
async def test_cancelled_at_any_instants(sixteenths, instants, late, clock):
    """The save ends in its time; the caller ends cancelled if it was by then."""
    seconds = sixteenths / 16
    save = Job("save", seconds)

    task = await cancelled_at(finish_save(save()), *instants, late=late)

    came = "cancelled" if task.cancelled() else "not cancelled"
    cancelled = any(instant <= seconds for instant in instants)
    right = "cancelled" if cancelled else "not cancelled"
    seen = f"the save was {save.outcome}; it ended {came} at {clock.elapsed:g} s"
    assert seen == f"the save was answered; it ended {right} at {seconds:g} s", (
        f"The save takes {seconds:g} s, and the caller was to be cancelled at these "
        f"times: {instants}. When finish_save had ended, {seen}; right is: {right}, at "
        f"{seconds:g} s. What does your code do after each cancellation?"
    )
