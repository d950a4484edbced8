"""The result in time, or the default; no exception is taken for another one."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at
from katas.ch05_timeouts.k1_with_deadline import with_deadline


class Work:
    """Work of 9 s that takes 2 s to clean up, and remembers when it has ended."""

    def __init__(self):
        self.ended = None

    async def run(self):
        """Work, and clean up."""
        try:
            await asyncio.sleep(9)
        finally:
            try:
                await asyncio.sleep(2)
            finally:
                self.ended = asyncio.get_running_loop().time()


async def test_a_result_in_time_is_returned(clock):
    """The result comes out as soon as it is there."""
    recommend = FakeService({"Ada": "tea"}, takes=1, name="recommend")

    assert await with_deadline(recommend("Ada"), 2, "bestsellers") == "tea"

    assert clock.elapsed == 1, (
        f"The work took 1 s, and its result was there after {clock.elapsed:g} s. "
        "What do you wait for?"
    )


async def test_the_default_comes_at_the_deadline(clock):
    """When the seconds are over, the default is returned."""
    recommend = FakeService(takes=9, name="recommend")

    assert await with_deadline(recommend("Ada"), 2, "bestsellers") == "bestsellers"

    assert clock.elapsed == 2, (
        f"The deadline was at 2 s, and it ended after {clock.elapsed:g} s. "
        "Who stops the work?"
    )


@pytest.mark.parametrize("result", [None, False, 0, ""])
async def test_any_result_is_a_result(result):
    """None, False and 0 are results too."""
    recommend = FakeService({"Ada": result}, takes=1, name="recommend")

    assert await with_deadline(recommend("Ada"), 2, "bestsellers") == result


@pytest.mark.parametrize("seconds", [0, -1])
async def test_a_deadline_that_is_over(seconds, clock):
    """0 seconds or less: work that has to wait gives the default at once."""
    recommend = FakeService(takes=1, name="recommend")

    assert await with_deadline(recommend("Ada"), seconds, "late") == "late"

    assert clock.elapsed == 0


async def test_the_work_is_cancelled(clock):
    """At the deadline the work is cancelled."""
    recommend = FakeService(takes=9, name="recommend")

    await with_deadline(recommend("Ada"), 2, "bestsellers")

    await asyncio.sleep(0)  # The next test asks whether it has ended too.
    assert recommend.calls[0].outcome == "cancelled", (
        "The default is there, and the work goes on. Who uses its result now?"
    )


async def test_the_work_has_cleaned_up(clock):
    """The default is returned when the work has finished its cleaning up."""
    work = Work()

    assert await with_deadline(work.run(), 1, "default") == "default"

    assert work.ended == 3, (
        "The deadline was at 1 s, and the work needs 2 s to clean up. You returned "
        f"at {clock.elapsed:g} s, and the work had ended at: {work.ended}. "
        "Does it get the time that it needs, and who waits for it?"
    )


async def test_nothing_is_left_after_a_result():
    """When the result is there, no task that this made is at work."""
    await with_deadline(asyncio.sleep(1, "done"), 5, "default")

    left = len(asyncio.all_tasks()) - 1
    assert left == 0, (
        f"The result is there, and tasks that have not ended: {left}. What do they do?"
    )


async def test_nothing_comes_later(clock):
    """Where the result came in time, nothing happens at the deadline."""
    await with_deadline(asyncio.sleep(1, "done"), 5, "default")

    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.sleep(9)

    assert clock.elapsed == 10, (
        f"The result was there after 1 s, and at {clock.elapsed:g} s your caller was "
        "cancelled. What still waits for the deadline?"
    )


async def test_an_exception_comes_out():
    """An exception of the work comes out itself."""
    error = OSError("down")
    recommend = FakeService({"Ada": error}, takes=1, name="recommend")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await with_deadline(recommend("Ada"), 2, "bestsellers")

    assert caught.value is error


async def test_a_timeout_of_the_work_comes_out():
    """A TimeoutError that the work raises before the deadline is not the deadline."""
    error = TimeoutError("no route to the service")
    recommend = FakeService({"Ada": error}, takes=1, name="recommend")

    try:
        result = await with_deadline(recommend("Ada"), 5, "bestsellers")
    except TimeoutError as raised:
        result = raised

    assert result is error, (
        f"The work raised {error!r} after 1 s of 5 s, and {result!r} came out. "
        "Whose timeout was it?"
    )


async def test_a_timeout_inside_the_work_comes_out(clock):
    """Work may use asyncio.timeout as well, with an earlier deadline."""

    async def careful():
        async with asyncio.timeout(1):
            await asyncio.sleep(9)

    try:
        result = await with_deadline(careful(), 5, "bestsellers")
    except TimeoutError:
        result = TimeoutError

    assert result is TimeoutError, (
        f"The work gave up by itself after 1 s of 5 s, and {result!r} came out. "
        "What knows that your deadline has not passed yet?"
    )
    assert clock.elapsed == 1


async def test_the_deadline_is_no_cancellation():
    """After the deadline the task of the caller counts as not cancelled."""
    await with_deadline(asyncio.sleep(9), 1, "default")

    requests = asyncio.current_task().cancelling()
    assert requests == 0, (
        f"The deadline has passed, and the caller's cancelling() is {requests}. "
        "Who has asked that task to stop, and who takes it back?"
    )


async def test_a_cancellation_comes_out():
    """A caller that is cancelled before the deadline does not get the default."""
    task = await cancelled_at(with_deadline(asyncio.sleep(9), 5, "default"), 2)

    assert task.cancelled(), (
        f"Your caller was cancelled at 2 s, and got {task.result()!r}. "
        "Which line takes the cancellation for the deadline?"
    )


async def test_a_cancellation_reaches_the_work():
    """Cancelled, it cancels the work, and waits until that has cleaned up."""
    work = Work()

    task = await cancelled_at(with_deadline(work.run(), 5, "default"), 1)

    assert task.cancelled()
    assert work.ended == 3, (
        "Your caller was cancelled at 1 s, and the work needs 2 s to clean up. The end "
        f"of the work, when your caller heard of it: {work.ended}. Who ends the work?"
    )


@pytest.mark.parametrize("late", [False, True])
async def test_it_is_cancelled_at_the_deadline(late):
    """A cancellation exactly at the deadline is not lost."""
    work = Work()

    task = await cancelled_at(with_deadline(work.run(), 2, "default"), 2, late=late)

    assert task.cancelled(), (
        "Your caller was cancelled at 2 s, exactly at the deadline, and never heard of "
        "it. How do you tell the two apart when both have come?"
    )
    assert work.ended is not None


async def test_it_is_cancelled_while_the_work_cleans_up(clock):
    """A cancellation after the deadline is not lost, and the work ends first."""
    work = Work()

    task = await cancelled_at(with_deadline(work.run(), 2, "default"), 3)

    assert task.cancelled(), (
        "The deadline was at 2 s, the work cleaned up until 4 s, your caller was "
        "cancelled at 3 s, and never heard of it. Whose CancelledError is caught?"
    )
    assert work.ended is not None, (
        f"Your caller was cancelled, and goes on at {clock.elapsed:g} s, while the "
        "work still cleans up. Who waits for it?"
    )


async def test_the_earlier_of_two_deadlines_counts(clock):
    """A deadline around a deadline: the earlier one decides."""
    recommend = FakeService(takes=9, name="recommend")

    patient = with_deadline(recommend("Ada"), 5, "inner")
    assert await with_deadline(patient, 2, "outer") == "outer"
    hasty = with_deadline(recommend("Bob"), 1, "inner")
    assert await with_deadline(hasty, 2, "outer") == "inner"

    assert clock.elapsed == 3


@given(cancellation=cancellations(least=1, most=6))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, the work has ended afterwards."""
    work = Work()

    await cancellation.of(with_deadline(work.run(), 2, "default"))

    assert work.ended is not None, "It has ended, and the work has not. Who ends it?"


@given(quarters=st.integers(1, 15), deadline=st.integers(1, 5), late=st.booleans())
async def test_it_may_be_cancelled_at_any_time(quarters, deadline, late):
    """Whenever it is cancelled, it hears of it, and the work has ended."""
    instant, work = quarters / 4, Work()
    ends = deadline + 2

    coro = with_deadline(work.run(), deadline, "default")
    task = await cancelled_at(coro, instant, late=late)

    if instant != ends:
        assert task.cancelled() == (instant < ends)
    assert work.ended is not None


@given(takes=st.integers(0, 40), seconds=st.integers(-4, 40), fails=st.booleans())
async def test_any_work_and_any_deadline(takes, seconds, fails, clock):
    """The outcome of the work before the deadline, the default after it."""
    # The work never ends exactly at the deadline.
    error, takes, seconds = TimeoutError("work"), takes / 4 + 0.125, seconds / 4
    work = FakeService({"work": error if fails else "done"}, takes, name="work")

    try:
        outcome = await with_deadline(work("work"), seconds, "default")
    except TimeoutError as raised:
        outcome = raised

    in_time = error if fails else "done"
    assert outcome == (in_time if takes < seconds else "default")
    assert clock.elapsed == min(takes, max(seconds, 0))
