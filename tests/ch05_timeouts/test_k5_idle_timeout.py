"""It reads as long as something comes, and no longer."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, Job, cancelled_at, outcome_of
from katas.ch05_timeouts.k5_idle_timeout import SilenceError, idle_timeout


class PowerCut(BaseException):
    """An exception that is no Exception."""


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


async def results_of(*jobs):
    """Yield the result of each job."""
    for job in jobs:
        yield await job()


def shown(outcome):
    """Show what came out, a SilenceError with its messages."""
    if isinstance(outcome, SilenceError):
        return f"SilenceError with {outcome.messages}"
    return repr(outcome)


def stopped(job, most=1):
    """Tell how a read was asked to stop, and ask one question about it."""
    at = " and ".join(f"{second:g} s" for second in job.cancelled)
    if not at:
        return "it was never cancelled. Who stops it?"
    if len(job.cancelled) > most:
        return f"it was cancelled at {at}. Who disturbs it while it cleans up?"
    again = " when you are cancelled again" if most > 1 else ""
    return f"it was cancelled at {at}, and has not ended. Who waits for it{again}?"


async def test_all_messages_are_returned():
    """The messages come back in order when the source ends, whatever they are."""
    messages = ["started", "started", None, OSError("a value"), False]
    jobs = [Job(takes=1, result=message) for message in messages]

    found = await idle_timeout(results_of(*jobs), 9)

    question = "Which line of yours makes this list?"
    if found == messages[:2]:
        question = "What tells you that the source has ended?"
    assert found == messages, (
        f"These came, one each second: {messages}. {found!r} came out. {question}"
    )


async def test_a_source_without_messages():
    """A source that ends at once has no messages, and need not be a generator."""
    outcome = await outcome_of(idle_timeout(Source(0), 4))

    assert outcome == [], (
        "An object with __anext__ ended at once, without a message, and "
        f"{shown(outcome)} came out. What do you take the source for?"
    )


async def test_the_whole_may_take_any_time(clock):
    """As long as no gap is too long, the whole may take longer than `idle`."""
    outcome = await outcome_of(idle_timeout(Source(3, 3, 3, 3, 3), 4))

    assert outcome == [0, 1, 2, 3], (
        "Something came every 3 s, 4 s of silence are allowed, and "
        f"{shown(outcome)} came out after {clock.elapsed:g} s. "
        "From when do your 4 s count?"
    )
    assert clock.elapsed == 15, (
        f"The source ended at 15 s, and you were over at {clock.elapsed:g} s. "
        "What do you wait for?"
    )


@pytest.mark.parametrize(
    ("gaps", "expected", "at"),
    [((60, 1), [], 4), ((1, 2, 9, 1), [0, 1], 7), ((1, 1, 60), [0, 1], 6)],
    ids=["before the first message", "between two messages", "before the end"],
)
async def test_silence_ends_it(gaps, expected, at, clock):
    """When nothing has come for `idle` seconds, SilenceError has what came before."""
    outcome = await outcome_of(idle_timeout(Source(*gaps), 4))

    *between, last = gaps
    scene = (
        f"The messages come after gaps of {between} s, and the end {last} s after "
        f"them; 4 s of silence are allowed. At {clock.elapsed:g} s came "
        f"{shown(outcome)}"
    )
    question = "Who looks at the clock while nothing comes?"
    if clock.elapsed == at:
        question = "What is to come out after a silence?"
    assert isinstance(outcome, SilenceError), f"{scene}. {question}"
    assert clock.elapsed == at, f"{scene}. From when does each silence count?"
    assert outcome.messages == expected, f"{scene}. Which messages came before?"


async def test_the_source_has_cleaned_up(clock):
    """The source is cancelled; SilenceError is raised when it has cleaned up."""
    job = Job("read", takes=9, cleanup=3)

    outcome = await outcome_of(idle_timeout(results_of(Job(takes=1), job), 4))

    assert (job.cancelled, job.ended) == ([5], 8), (
        "The silence was too long at 5 s, the read needs 3 s to clean up. You were "
        f"over at {clock.elapsed:g} s; {stopped(job)}"
    )
    assert isinstance(outcome, SilenceError), (
        f"After the silence the source has cleaned up, and {shown(outcome)} came out. "
        "What comes out of a read that is cancelled?"
    )


@pytest.mark.parametrize(
    "error",
    [
        *(OSError("lost"), TimeoutError("own"), SilenceError(["inner"])),
        *(PowerCut("out"), asyncio.CancelledError()),
    ],
    ids=repr,
)
async def test_an_exception_of_the_source_comes_out(error):
    """What the source raises comes out as it is, also a TimeoutError."""
    outcome = await outcome_of(idle_timeout(Source(1, 1, end=error), 4))

    assert outcome is error or repr(outcome) == repr(error) == "CancelledError()", (
        f"The source raised {shown(error)} at 2 s, no silence was too long, and "
        f"{shown(outcome)} came out. What do you do with an exception of the source?"
    )


async def test_after_the_silence_the_caller_is_not_cancelled():
    """After SilenceError the caller's task is not being cancelled."""
    with contextlib.suppress(SilenceError):
        await idle_timeout(Source(1, 9, 1), 4)

    count = asyncio.current_task().cancelling()
    assert count == 0, (
        f"SilenceError came out, and `cancelling()` of the caller's task is {count}. "
        "Who asked for that, and does not take it back?"
    )


async def test_the_caller_was_cancelled_before():
    """A task that was cancelled before, and cleans up, gets its SilenceError."""

    async def cleaning_up():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            try:
                return await idle_timeout(Source(1, 9, 1), 4)
            except SilenceError:
                return asyncio.current_task().cancelling()

    outcome = await outcome_of(cleaning_up(), 1)

    assert outcome == 1, (
        "A task was cancelled at 1 s, so its cancelling() is 1. To clean up, it called "
        "this, and there was a silence. cancelling() after SilenceError, or what came "
        f"out: {outcome!r}. Which cancellations do you count?"
    )


@pytest.mark.parametrize(
    "end", [StopAsyncIteration, OSError("connection lost")], ids=["end", "error"]
)
async def test_after_the_end_the_caller_is_left_alone(end, clock):
    """Nothing of it cancels the caller later."""

    async def caller():
        with contextlib.suppress(OSError):
            await idle_timeout(Source(1, 1, end=end), 4)
        await asyncio.sleep(60)

    outcome = await outcome_of(caller())

    assert outcome is None, (
        "The source had ended at 2 s, the caller did something else, and got "
        f"{outcome!r} at {clock.elapsed:g} s. Which timer is still running?"
    )


@pytest.mark.parametrize("instants", [[2], [2, 3]], ids=["once", "twice"])
async def test_a_cancellation_is_no_silence(instants, clock):
    """Cancelled, also twice, it cancels the source, and waits until that has ended."""
    job = Job("read", takes=9, cleanup=3)
    at = " s and at ".join(map(str, instants))

    outcome = await outcome_of(
        idle_timeout(results_of(Job(takes=1), job), 3), *instants
    )

    assert isinstance(outcome, asyncio.CancelledError), (
        f"Your caller was cancelled at {at} s, before the silence was too long, and "
        f"{shown(outcome)} came out. Which line takes the one for the other?"
    )
    assert job.ended == 5, (
        f"Your caller was cancelled at {at} s, the read needs 3 s to clean up. You "
        f"were over at {clock.elapsed:g} s; {stopped(job, len(instants))}"
    )


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("at", "moment"),
    [(1, "A message came"), (5, "The silence was too long")],
    ids=["message", "silence"],
)
async def test_a_cancellation_wins(at, moment, late):
    """Cancelled as a message comes, or the silence is too long, it is cancelled."""
    task = await cancelled_at(idle_timeout(Source(1, 9), 4), at, late=late)

    assert task.cancelled(), (
        f"{moment} at {at} s. At the same moment its caller was cancelled, and got "
        f"{shown(task.exception() or task.result())}. How do you tell the two apart?"
    )


@pytest.mark.parametrize("instants", [[5], [5, 6]], ids=["once", "twice"])
async def test_it_is_cancelled_while_the_source_cleans_up(instants, clock):
    """A cancellation after the silence is not lost, and the source ends first."""
    job = Job("read", takes=9, cleanup=3)
    at = " s and at ".join(map(str, instants))

    task = await cancelled_at(idle_timeout(results_of(job), 4), *instants)

    assert task.cancelled(), (
        "The silence was too long at 4 s, the read cleaned up until 7 s, your caller "
        f"was cancelled at {at} s, and {shown(task.exception() or task.result())} came "
        "out. Who got the CancelledError?"
    )
    assert job.ended == 7, (
        "The silence was too long at 4 s, the read needs 3 s to clean up, your caller "
        f"was cancelled at {at} s. You were over at {clock.elapsed:g} s; "
        f"{stopped(job, len(instants) + 1)}"
    )
    assert task.cancelling() == len(instants), (
        "The silence was too long at 4 s, your caller was cancelled at "
        f"{at} s, and its cancelling() is {task.cancelling()} at the end. "
        "Who has asked it to stop as well, and does not take it back?"
    )


@given(
    gaps=st.lists(st.integers(0, 40), min_size=1, max_size=8),
    idle=st.integers(0, 10),
)
async def test_any_gaps(gaps, idle, clock):
    """It ends at the first gap that is too long, or with the source."""
    # No gap is exactly `idle`, and nothing ends where a poll would look.
    gaps, idle = [quarters / 4 for quarters in gaps], idle / 4 + 21 / 128
    silent = next((n for n, gap in enumerate(gaps) if gap > idle), None)
    source = Source(*gaps)

    outcome = await outcome_of(idle_timeout(source, idle))

    scene = f"The gaps, up to the end: {gaps} s; allowed: {idle:g} s"
    came = list(range(len(gaps) - 1 if silent is None else silent))
    found = outcome.messages if isinstance(outcome, SilenceError) else outcome
    assert (isinstance(outcome, SilenceError), found) == (silent is not None, came), (
        f"{scene}. {shown(outcome)} came out. What ends it in your code?"
    )
    due = sum(gaps) if silent is None else sum(gaps[:silent]) + idle
    assert clock.elapsed == due, (
        f"{scene}. It was over at {clock.elapsed:g} s. How soon do you hear of the end?"
    )
    assert len(source.read.calls) == len(came) + 1, (
        f"{scene}. The source was read {len(source.read.calls)} times. "
        "What reads after the end?"
    )
