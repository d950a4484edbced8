"""It asks at the right times, and gives up at the right time."""

import asyncio
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, FakeService, Job, cancelled_at, outcome_of
from katas.ch05_timeouts.k3_poll_until import poll_until


class PowerCut(BaseException):
    """An exception that is no Exception."""


class Report:
    """A report that is there from some time on, and remembers when it was asked for.

    The hundredth question gets it too, so that code which never gives up ends.
    """

    def __init__(self, there=math.inf, takes=0):
        self.there = there
        self.service = FakeService(self._is_there, takes, "check")

    def _is_there(self, _):
        return Clock().elapsed >= self.there or len(self.service.calls) == 100

    def check(self):
        """Return a coroutine that tells whether the report is there."""
        return self.service("report")

    @property
    def asked(self):
        """When it was asked for."""
        return [call.began for call in self.service.calls]

    @property
    def told(self):
        """The same, as a short text."""
        more = ", …" * (len(self.asked) > 9)
        return ", ".join(f"{at:g} s" for at in self.asked[:9]) + more or "no time"


def question(elapsed, due, meanwhile):
    """Ask about the end, which was too early, too late, or another one."""
    if elapsed < due:
        return "What ended it too early?"
    if elapsed > due:
        return f"Who looks at the clock {meanwhile}?"
    return "What is to come out when the time is over?"


def stopped(job, most=1):
    """Tell how a job was asked to stop, and ask one question about it."""
    at = " and ".join(f"{second:g} s" for second in job.cancelled)
    if not at:
        return "it was never cancelled. Who stops it?"
    if len(job.cancelled) > most:
        return f"it was cancelled at {at}. Who disturbs it while it cleans up?"
    again = " when you are cancelled again" if most > 1 else ""
    return f"it was cancelled at {at}, and has not ended. Who waits for it{again}?"


async def test_it_asks_until_the_answer_is_true(clock):
    """It asks at once, then after each interval, and ends with the first True."""
    report = Report(there=3)

    await poll_until(report.check, 2, 60)

    assert report.asked == [0, 2, 4], (
        "The report is there at 3 s, the interval is 2 s, and it was asked for at "
        f"{report.told}. What do you wait for, and when?"
    )
    assert clock.elapsed == 4, (
        f"The answer was True at 4 s, and you were over at {clock.elapsed:g} s. "
        "What do you still wait for?"
    )


async def test_it_is_there_at_once(clock):
    """Where the first answer is True, nothing waits."""
    report = Report(there=0)

    await poll_until(report.check, 2, 60)

    assert (report.asked, clock.elapsed) == ([0], 0), (
        f"The report was there at 0 s. It was asked for at {report.told}, and you were "
        f"over at {clock.elapsed:g} s. What do you do after a True?"
    )


async def test_it_gives_up_in_the_middle_of_a_pause(clock):
    """When the timeout has passed, it raises a TimeoutError, also in a pause."""
    report = Report()

    outcome = await outcome_of(poll_until(report.check, 2, 5))

    assert (isinstance(outcome, TimeoutError), clock.elapsed) == (True, 5), (
        f"It asks every 2 s, and gives up after 5 s. After {clock.elapsed:g} s came "
        f"{outcome!r}. {question(clock.elapsed, 5, 'during a pause')}"
    )
    assert report.asked == [0, 2, 4], (
        "It asks every 2 s, and gives up after 5 s. It asked at "
        f"{report.told}. Which of these questions is one too many, or is missing?"
    )


async def test_it_gives_up_while_a_check_hangs(clock):
    """When the timeout has passed, it raises a TimeoutError, also during a check."""
    report = Report(takes=60)

    outcome = await outcome_of(poll_until(report.check, 2, 5))

    assert (isinstance(outcome, TimeoutError), clock.elapsed) == (True, 5), (
        f"The check takes 60 s, the timeout was 5 s. After {clock.elapsed:g} s came "
        f"{outcome!r}. {question(clock.elapsed, 5, 'while a check is at work')}"
    )


async def test_the_timeout_begins_with_the_call(clock):
    """It does not matter how long the program has been running before."""
    await asyncio.sleep(3)

    await outcome_of(poll_until(Report().check, 2, 5))

    assert clock.elapsed == 8, (
        "It was called when the loop's clock said 3 s, with a timeout of 5 s, and it "
        f"ended at {clock.elapsed:g} s. At which time has the timeout passed?"
    )


async def test_the_pause_begins_with_the_answer():
    """The interval lies between an answer and the next question."""
    report = Report(there=12, takes=3)

    await outcome_of(poll_until(report.check, 2, 60))

    assert report.asked == [0, 5, 10], (
        "Each check takes 3 s, and the interval is 2 s. The report was asked for at "
        f"{report.told}. When does the pause begin?"
    )


async def test_the_check_has_cleaned_up(clock):
    """The check is cancelled; the TimeoutError comes when it has ended."""
    job = Job("check", takes=9, cleanup=3)

    outcome = await outcome_of(poll_until(job, 2, 1))

    assert (job.cancelled, job.ended) == ([1], 4), (
        "The timeout passed at 1 s, the check needs 3 s to clean up. You were over at "
        f"{clock.elapsed:g} s; {stopped(job)}"
    )
    assert isinstance(outcome, TimeoutError), (
        f"The timeout passed, the check has cleaned up, and {outcome!r} came out. "
        "What comes out of a check that is cancelled?"
    )


@pytest.mark.parametrize(
    "error",
    [ConnectionError(), TimeoutError("server"), PowerCut(), asyncio.CancelledError()],
    ids=repr,
)
async def test_an_exception_comes_out(error):
    """An exception of the check comes out itself, and it is not asked again."""
    answers = iter([False, error, True])
    check = FakeService(lambda _: next(answers), 1, "check")

    outcome = await outcome_of(poll_until(lambda: check("report"), 2, 60))

    assert outcome is error or repr(outcome) == repr(error) == "CancelledError()", (
        f"The check raised {error!r} after 4 s of 60 s, and {outcome!r} came out. "
        "What do you do with an exception of the check?"
    )
    assert len(check.calls) == 2, (
        f"The second check raised {error!r}, and there were {len(check.calls)} checks. "
        "What still asks after that?"
    )


async def test_a_cancellation_in_a_pause(clock):
    """Cancelled in a pause, it ends at once."""
    outcome = await outcome_of(poll_until(Report().check, 4, 6), 1)

    assert (isinstance(outcome, asyncio.CancelledError), clock.elapsed) == (True, 1), (
        "Your caller was cancelled at 1 s, in a pause, and at "
        f"{clock.elapsed:g} s {outcome!r} came out. "
        "Which line takes the cancellation for the timeout?"
    )


@pytest.mark.parametrize("instants", [[1], [1, 2]], ids=["once", "twice"])
async def test_a_cancellation_reaches_the_check(instants, clock):
    """Cancelled, also twice, it cancels the check, and waits until that has ended."""
    job = Job("check", takes=9, cleanup=3)
    at = " s and at ".join(map(str, instants))

    outcome = await outcome_of(poll_until(job, 2, 3), *instants)

    assert isinstance(outcome, asyncio.CancelledError), (
        f"Your caller was cancelled at {at} s, and {outcome!r} came out. "
        "Which line takes the cancellation for something else?"
    )
    assert job.ended == 4, (
        f"Your caller was cancelled at {at} s, the check needs 3 s to clean up. You "
        f"were over at {clock.elapsed:g} s; {stopped(job, len(instants))}"
    )


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("report", "timeout", "moment"),
    [((), 5, "the timeout passed"), ((0, 5), 9, "the answer was True")],
    ids=["timeout", "answer"],
)
async def test_it_is_cancelled_at_the_last_moment(report, timeout, moment, late):
    """A cancellation exactly at the timeout, or at the answer, is not lost."""
    check = Report(*report).check

    task = await cancelled_at(poll_until(check, 2, timeout), 5, late=late)

    assert task.cancelled(), (
        f"Your caller was cancelled at 5 s, exactly when {moment}, and got "
        f"{task.exception()!r}. How do you tell the two apart when both have come?"
    )


@pytest.mark.parametrize("instants", [[2], [2, 3]], ids=["once", "twice"])
async def test_it_is_cancelled_while_the_check_cleans_up(instants, clock):
    """A cancellation after the timeout is not lost, and the check ends first."""
    job = Job("check", takes=9, cleanup=3)
    at = " s and at ".join(map(str, instants))

    outcome = await outcome_of(poll_until(job, 2, 1), *instants)

    assert isinstance(outcome, asyncio.CancelledError), (
        "The timeout passed at 1 s, the check cleaned up until 4 s, your caller was "
        f"cancelled at {at} s, and {outcome!r} came out. Whose cancellation was it?"
    )
    assert job.ended == 4, (
        "The timeout passed at 1 s, the check needs 3 s to clean up, your caller was "
        f"cancelled at {at} s. You were over at {clock.elapsed:g} s; "
        f"{stopped(job, len(instants) + 1)}"
    )


async def test_the_caller_was_cancelled_before():
    """A task that was cancelled before, and cleans up, may ask too."""

    async def cleaning_up():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            return await poll_until(Report().check, 2, 3)

    outcome = await outcome_of(cleaning_up(), 1)

    assert isinstance(outcome, TimeoutError), (
        "A task was cancelled at 1 s. To clean up, it called this with a timeout of "
        f"3 s, and {outcome!r} came out. Which cancellations do you count?"
    )


@given(
    there=st.integers(0, 60),
    takes=st.integers(0, 8),
    interval=st.integers(1, 20),
    timeout=st.integers(0, 60),
)
async def test_any_report_and_any_timeout(there, takes, interval, timeout, clock):
    """It asks at the times that the rules say, and ends at the time that they say."""
    # Nothing else ever happens exactly at the timeout, nor where a poll would look.
    there, takes, interval = there / 4, takes / 4, interval / 4
    timeout = timeout / 4 + 21 / 128
    questions, answer = [0], takes
    while answer < min(there, timeout) and answer + interval < timeout:
        questions.append(answer + interval)
        answer = questions[-1] + takes
    in_time = there <= answer < timeout
    report = Report(there, takes)

    outcome = await outcome_of(poll_until(report.check, interval, timeout))

    scene = (
        f"The report is there at {there:g} s, a check takes {takes:g} s, the interval "
        f"is {interval:g} s, the timeout {timeout:g} s"
    )
    assert isinstance(outcome, TimeoutError) == (not in_time), (
        f"{scene}. {outcome!r} came out. What ends it in your code?"
    )
    assert report.asked == questions, (
        f"{scene}. It was asked for at {report.told}. When do you ask?"
    )
    assert clock.elapsed == (answer if in_time else timeout), (
        f"{scene}. It was over at {clock.elapsed:g} s. How soon do you hear of the end?"
    )
