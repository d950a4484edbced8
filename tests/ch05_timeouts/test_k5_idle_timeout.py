"""It reads as long as something comes, and no longer."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at
from katas.ch05_timeouts.k5_idle_timeout import SilenceError, idle_timeout


class Source:
    """Messages 0, 1, 2, …: each of them, and then the end, comes after its gap."""

    def __init__(self, *gaps, end=StopAsyncIteration):
        self.read = FakeService(takes=dict(enumerate(gaps)), name="read")
        self._last, self._end = len(gaps) - 1, end

    def __aiter__(self):
        return self

    async def __anext__(self):
        number = await self.read(len(self.read.calls))
        if number == self._last:
            raise self._end
        return number


async def outcome_of(coro):
    """Return what a coroutine returns, or the TimeoutError that it raises."""
    try:
        return await coro
    except TimeoutError as error:
        return error


async def test_all_messages_are_returned():
    """The messages come back in order when the source ends."""

    async def lines():
        for line in ["started", "working", "done"]:
            await asyncio.sleep(1)
            yield line

    assert await idle_timeout(lines(), 4) == ["started", "working", "done"]


async def test_a_source_without_messages():
    """A source that ends at once has no messages."""
    assert await idle_timeout(Source(0), 4) == []


async def test_the_whole_may_take_any_time(clock):
    """As long as no gap is too long, the whole may take longer than `idle`."""
    outcome = await outcome_of(idle_timeout(Source(3, 3, 3, 3, 3), 4))

    assert outcome == [0, 1, 2, 3], (
        f"Something came every 3 s, 4 s of silence are allowed, and {outcome!r} came "
        f"out after {clock.elapsed:g} s. From when do your 4 s count?"
    )
    assert clock.elapsed == 15


async def test_silence_ends_it(clock):
    """When nothing has come for `idle` seconds, SilenceError is raised."""
    outcome = await outcome_of(idle_timeout(Source(1, 2, 9, 1), 4))

    assert (type(outcome), clock.elapsed) == (SilenceError, 7), (
        "The last message came after 3 s, 4 s of silence are allowed, and "
        f"{outcome!r} came out after {clock.elapsed:g} s. What happens in your code "
        "while nothing comes?"
    )


async def test_what_came_before_is_kept():
    """SilenceError has the messages that came before the silence."""
    with pytest.raises(SilenceError) as caught:
        await idle_timeout(Source(1, 2, 9, 1), 4)

    assert caught.value.messages == [0, 1]


async def test_the_first_message_may_not_come(clock):
    """The silence counts from the call until the first message."""
    outcome = await outcome_of(idle_timeout(Source(60, 1), 4))

    assert (type(outcome), clock.elapsed) == (SilenceError, 4), (
        "The first message would come after 60 s, 4 s of silence are allowed, and "
        f"{outcome!r} came out after {clock.elapsed:g} s. When does your time begin?"
    )
    assert outcome.messages == []


async def test_the_end_may_not_come(clock):
    """The end of the source has to come in time too."""
    outcome = await outcome_of(idle_timeout(Source(1, 1, 60), 4))

    assert (type(outcome), clock.elapsed) == (SilenceError, 6), (
        "The last message came after 2 s, the end would come after 62 s, and "
        f"{outcome!r} came out after {clock.elapsed:g} s. Who waits for the end?"
    )
    assert outcome.messages == [0, 1]


async def test_the_source_is_cancelled():
    """After the silence nobody reads any more."""
    source = Source(1, 9, 1)

    with pytest.raises(SilenceError):
        await idle_timeout(source, 4)

    await asyncio.sleep(0)  # The next test asks whether it has ended too.
    ends = [(call.outcome, call.ended) for call in source.read.calls]
    assert ends == [("answered", 1), ("cancelled", 5)], (
        f"The silence was too long at 5 s, and these were the ends of the reads: {ends}"
        ". Who still reads?"
    )


async def test_the_source_has_cleaned_up(clock):
    """SilenceError is raised when the source has cleaned up."""
    tidy = FakeService(takes=2, name="tidy")

    async def lines():
        try:
            await asyncio.sleep(9)
            yield "late"
        finally:
            await tidy("source")

    with pytest.raises(SilenceError):
        await idle_timeout(lines(), 4)

    assert [call.ended for call in tidy.calls] == [6], (
        "The silence was too long at 4 s, the source needs 2 s to tidy up, and this "
        f"ended after {clock.elapsed:g} s. Who waits for the source?"
    )


async def test_an_exception_of_the_source_comes_out():
    """What the source raises comes out as it is."""
    error = OSError("connection lost")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await idle_timeout(Source(1, 1, end=error), 4)

    assert caught.value is error, (
        f"The source raised {error!r}, and {caught.value!r} came out. "
        "Which line of yours made one out of the other?"
    )


async def test_a_timeout_of_the_source_is_its_own():
    """A TimeoutError of the source comes out as it is."""
    error = TimeoutError("the source's own")

    with pytest.raises(TimeoutError) as caught:
        await idle_timeout(Source(1, 1, end=error), 4)

    assert caught.value is error, (
        f"The source raised {error!r} after 2 s, no silence was too long, and "
        f"{caught.value!r} came out. How do you know whose timeout it was?"
    )


async def test_after_the_silence_the_caller_is_not_cancelled():
    """After SilenceError the caller's task is not being cancelled."""
    with pytest.raises(SilenceError):
        await idle_timeout(Source(1, 9, 1), 4)

    count = asyncio.current_task().cancelling()
    assert count == 0, (
        f"SilenceError came out, and `cancelling()` of the caller's task is {count}. "
        "Who asked for that, and who takes it back?"
    )


@pytest.mark.parametrize(
    "end", [StopAsyncIteration, OSError("connection lost")], ids=["end", "error"]
)
async def test_after_the_end_the_caller_is_left_alone(end):
    """Nothing of it cancels the caller later."""

    async def caller():
        with contextlib.suppress(OSError):
            await idle_timeout(Source(1, 1, end=end), 4)
        await asyncio.sleep(60)

    task = await cancelled_at(caller())

    assert not task.cancelled(), (
        "The source had ended, the caller did something else, and was cancelled. "
        "Which timer is still running?"
    )
    task.result()


async def test_a_cancellation_is_no_silence(clock):
    """Cancelled, it cancels the source, and waits until that has cleaned up."""
    tidy = FakeService(takes=2, name="tidy")

    async def lines():
        try:
            await asyncio.sleep(3)
            yield "late"
        finally:
            await tidy("source")

    task = await cancelled_at(idle_timeout(lines(), 4), 1)

    assert task.cancelled(), "Its caller was cancelled at 1 s, and never heard of it."
    assert [call.ended for call in tidy.calls] == [3], (
        "It was cancelled at 1 s, the source needs 2 s to tidy up, and this ended "
        f"after {clock.elapsed:g} s. Who tells the source, and who waits for it?"
    )


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
async def test_a_cancellation_wins_over_silence(late):
    """Cancelled at the moment at which the silence is too long, it is cancelled."""
    source = Source(1, 9, 1)

    task = await cancelled_at(idle_timeout(source, 4), 5, late=late)

    assert task.cancelled(), (
        "The silence was too long at 5 s. At the same moment its caller was cancelled, "
        "and never heard of it. How do you tell the two apart?"
    )
    await asyncio.sleep(0)
    assert source.read.at_work == 0


async def test_a_cancellation_comes_out_while_the_source_cleans_up():
    """Cancelled while the source cleans up after a silence, it is cancelled."""

    async def lines():
        try:
            await asyncio.sleep(9)
            yield "late"
        finally:
            await asyncio.sleep(2)

    task = await cancelled_at(idle_timeout(lines(), 4), 5)

    assert task.cancelled(), (
        "The silence was too long at 4 s, the source cleaned up until 6 s. Its caller "
        "was cancelled at 5 s, and never heard of it. Who got the CancelledError?"
    )
    await asyncio.sleep(2)  # What becomes of the source is left open.


@given(quarters=st.integers(1, 21).filter(lambda quarters: quarters % 4))
async def test_it_may_be_cancelled_at_any_time(quarters):
    """Whenever it is cancelled, nobody reads afterwards, and its caller hears of it."""
    # At the moment of a message the wait_for of Python 3.11 would lose it.
    source, seconds = Source(1, 1, 1, 9), quarters / 4

    task = await cancelled_at(idle_timeout(source, 2.5), seconds)

    assert task.cancelled(), (
        f"Its caller was cancelled at {seconds:g} s, and never heard of it. "
        "Who got the CancelledError instead?"
    )
    assert source.read.at_work == 0, (
        f"It was cancelled at {seconds:g} s, and somebody still reads. Who ends that?"
    )


@given(
    gaps=st.lists(st.integers(0, 40), min_size=1, max_size=8),
    idle=st.integers(0, 10),
)
async def test_any_gaps(gaps, idle, clock):
    """It ends at the first gap that is too long, or with the source."""
    # A gap of exactly `idle` is left open, so none is.
    gaps, idle = [quarters / 4 for quarters in gaps], idle + 0.125
    silent = next((n for n, gap in enumerate(gaps) if gap > idle), None)

    outcome = await outcome_of(idle_timeout(Source(*gaps), idle))

    if silent is None:
        assert outcome == list(range(len(gaps) - 1))
        assert clock.elapsed == sum(gaps)
    else:
        assert isinstance(outcome, SilenceError)
        assert outcome.messages == list(range(silent))
        assert clock.elapsed == sum(gaps[:silent]) + idle
