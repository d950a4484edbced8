"""The save runs to its end, and the cancellation is raised after it."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, latencies
from katas.ch06_cancellation.k4_finish_save import finish_save


async def failing(seconds, error):
    """Save for a while, and fail; the error counts as seen."""
    asyncio.current_task().add_done_callback(lambda t: t.cancelled() or t.exception())
    await asyncio.sleep(seconds)
    raise error


async def test_the_result_is_returned(clock):
    """Where nobody cancels, the result is there when the save has ended."""
    assert await finish_save(asyncio.sleep(2, "saved")) == "saved"

    assert clock.elapsed == 2


async def test_an_exception_comes_out():
    """Where nobody cancels, the exception of the save is raised itself."""
    error = OSError("disk full")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await finish_save(failing(1, error))

    assert caught.value is error


async def test_a_cancellation_does_not_reach_the_save():
    """A cancellation of the caller does not cancel the save."""
    save = FakeService(takes=3, name="save")

    task = await cancelled_at(finish_save(save("game")), 1)
    await asyncio.gather(task, return_exceptions=True)  # Another test looks at that.
    await asyncio.sleep(9)

    ends = [call.outcome for call in save.calls]
    assert ends == ["answered"], (
        "The save takes 3 s. Your caller was cancelled at 1 s, and this became of the "
        f"save: {ends}. What do you await, and where does a cancellation go from there?"
    )


async def test_the_save_is_over_before_it_ends(clock):
    """The cancellation is raised when the save has ended, and not before."""
    save = FakeService(takes=3, name="save")

    task = await cancelled_at(finish_save(save("game")), 1)
    await asyncio.gather(task, return_exceptions=True)  # Another test looks at that.

    assert clock.elapsed == 3, (
        "The save takes 3 s. Your caller was cancelled at 1 s, and you left at "
        f"{clock.elapsed:g} s. Who waits for the save then?"
    )


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("instant", [0, 1, 3])
async def test_the_cancellation_is_raised(instant, late):
    """Whenever the caller is cancelled, it ends cancelled, also at the very end."""
    save = asyncio.sleep(3, "saved")

    task = await cancelled_at(finish_save(save), instant, late=late)

    end = "cancelled" if task.cancelled() else task.exception() or task.result()
    assert end == "cancelled", (
        f"The save takes 3 s. Your caller was cancelled at {instant} s, while you "
        f"waited, and what came out is {end!r}. What became of the cancellation?"
    )


async def test_it_may_be_cancelled_again_and_again(clock):
    """However often the caller is cancelled, the save runs to its end."""
    save = FakeService(takes=5, name="save")

    task = await cancelled_at(finish_save(save("game")), 1, 1, 2, 4)

    ends = [call.outcome for call in save.calls]
    assert (ends, clock.elapsed) == (["answered"], 5), (
        "The save takes 5 s. Your caller was cancelled at 1, 1, 2 and 4 s, you left at "
        f"{clock.elapsed:g} s, and the save was {ends} then. "
        "What do you do after the first cancellation?"
    )
    assert task.cancelled()


async def test_a_cancellation_wins_over_a_failure():
    """Where the caller is cancelled, and then the save fails, it ends cancelled."""
    task = await cancelled_at(finish_save(failing(3, OSError("disk full"))), 1)

    end = "cancelled" if task.cancelled() else task.exception() or task.result()
    assert end == "cancelled", (
        "Your caller was cancelled at 1 s, the save failed at 3 s, and what came out "
        f"is {end!r}. Has the caller heard of its cancellation?"
    )


async def test_a_save_may_be_cancelled_itself():
    """Where the save itself ends cancelled, that is raised, and nothing goes on."""

    async def save():
        await asyncio.sleep(1)
        raise asyncio.CancelledError

    task = await cancelled_at(finish_save(save()))

    assert task.cancelled()
    assert task.cancelling() == 0


async def test_a_timeout_around_it(clock):
    """A time-out around this ends with TimeoutError, when the save has ended."""
    with pytest.raises((TimeoutError, asyncio.CancelledError)) as caught:
        async with asyncio.timeout(1):
            await finish_save(asyncio.sleep(3))

    left = asyncio.current_task().cancelling()
    assert (caught.type, left) == (TimeoutError, 0), (
        f"A time-out around you was over, {caught.type.__name__} came out of it, and "
        f"cancelling() is {left} now. Who asked this task to stop, and how often?"
    )
    assert clock.elapsed == 3


async def test_it_may_be_used_while_its_caller_cleans_up():
    """A caller that was cancelled before gets the result, and goes on cleaning up."""
    results = []

    async def play():
        try:
            await asyncio.sleep(9)
        finally:
            results.append(await finish_save(asyncio.sleep(2, "saved")))

    task = await cancelled_at(play(), 1)

    assert results == ["saved"], (
        "A task was cancelled, and used finish_save in its `finally`. It got no result "
        "from it. Was anybody cancelled while you waited?"
    )
    assert task.cancelled()


@given(cancellation=cancellations(least=1, most=3))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, a save that has begun has ended."""
    save = FakeService(takes=2, name="save")

    task = await cancellation.of(finish_save(save("game")))

    assert [call.outcome for call in save.calls] == ["answered"]
    assert task.cancelled() or not task.cancelling()


@given(
    quarters=st.integers(1, 32),
    instants=st.lists(latencies(most=10), max_size=5),
    late=st.booleans(),
)
async def test_cancelled_at_any_instants(quarters, instants, late, clock):
    """The save ends in its time; the caller ends cancelled if it was by then."""
    seconds = quarters / 4
    save = FakeService(takes=seconds, name="save")

    task = await cancelled_at(finish_save(save("game")), *instants, late=late)

    assert [call.outcome for call in save.calls] == ["answered"]
    assert clock.elapsed == seconds
    assert task.cancelled() == any(instant <= seconds for instant in instants)
