"""It asks at the right times, and gives up at the right time."""

import asyncio
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at
from katas.ch05_timeouts.k3_poll_until import poll_until


class Report:
    """A report that is there from some time on, and remembers when it was asked for.

    The hundredth question gets it too, so that code which never gives up ends.
    """

    def __init__(self, there=math.inf, takes=0):
        self.there = there
        self.service = FakeService(self._is_there, takes, "check")

    def _is_there(self, _):
        now = asyncio.get_running_loop().time()
        return now >= self.there or len(self.service.calls) == 100

    def check(self):
        """Return a coroutine that tells whether the report is there."""
        return self.service("report")

    @property
    def asked(self):
        """When it was asked for."""
        return [call.began for call in self.service.calls]


async def slow(cleaned):
    """Check for 9 s, or take 2 s to clean up, and note when that is done."""
    try:
        await asyncio.sleep(9)
    finally:
        await asyncio.sleep(2)
        cleaned.append(asyncio.get_running_loop().time())


async def outcome_of(report, interval, timeout):
    """Return what comes out: a value, or the TimeoutError."""
    try:
        return await poll_until(report.check, interval, timeout)
    except TimeoutError as error:
        return error


async def test_it_asks_until_the_answer_is_true(clock):
    """It asks at once, then after each interval, and ends with the first True."""
    report = Report(there=3)

    await poll_until(report.check, 2, 60)

    assert report.asked == [0, 2, 4], (
        "The report is there at 3 s, the interval is 2 s, and it was asked for at: "
        f"{report.asked[:9]}. What do you wait for, and when?"
    )
    assert clock.elapsed == 4


async def test_it_is_there_at_once(clock):
    """Where the first answer is True, nothing waits."""
    report = Report(there=0)

    await poll_until(report.check, 2, 60)

    assert report.asked == [0]
    assert clock.elapsed == 0


async def test_it_gives_up_in_the_middle_of_a_pause(clock):
    """When the timeout has passed, it raises a TimeoutError, also in a pause."""
    report = Report()

    outcome = await outcome_of(report, 2, 5)

    assert (type(outcome), clock.elapsed) == (TimeoutError, 5), (
        f"It asks every 2 s, and gives up after 5 s. After {clock.elapsed:g} s came "
        f"{outcome!r}. Who looks at the clock during a pause, and what comes then?"
    )
    assert report.asked == [0, 2, 4], (
        f"It asks every 2 s, and gives up after 5 s. It asked at: {report.asked}. "
        "Which of these questions is one too many, or is missing?"
    )


async def test_the_pause_may_be_longer_than_the_timeout(clock):
    """It gives up in time, however long the pause would be."""
    report = Report()

    outcome = await outcome_of(report, 60, 5)

    assert (type(outcome), clock.elapsed, report.asked) == (TimeoutError, 5, [0])


async def test_it_gives_up_while_a_check_hangs(clock):
    """When the timeout has passed, the check that is at work is cancelled."""
    report = Report(takes=60)

    outcome = await outcome_of(report, 2, 5)

    assert (type(outcome), clock.elapsed) == (TimeoutError, 5), (
        f"The check takes 60 s, the timeout was 5 s. After {clock.elapsed:g} s came "
        f"{outcome!r}. Who looks at the clock while a check is at work?"
    )
    await asyncio.sleep(0)  # Another test asks whether it has ended too.
    assert report.service.at_work == 0, (
        "The timeout has passed, and the check goes on. Who needs its answer now?"
    )


async def test_the_pause_begins_with_the_answer():
    """The interval lies between an answer and the next question."""
    report = Report(there=12, takes=3)

    await outcome_of(report, 2, 60)

    assert report.asked == [0, 5, 10], (
        "Each check takes 3 s, and the interval is 2 s. The report was asked for at: "
        f"{report.asked}. When does the pause begin?"
    )


async def test_the_timeout_begins_with_the_call(clock):
    """It does not matter how long the program has been running before."""
    await asyncio.sleep(3)

    await outcome_of(Report(), 2, 5)

    assert clock.elapsed == 8, (
        "It was called when the loop's clock said 3 s, with a timeout of 5 s, and it "
        f"ended at {clock.elapsed:g} s. At which time has the timeout passed?"
    )


@pytest.mark.parametrize("timeout", [0, -1])
async def test_a_timeout_that_has_passed(timeout, clock):
    """0 seconds or less have passed at once."""
    outcome = await outcome_of(Report(), 2, timeout)

    assert (type(outcome), clock.elapsed) == (TimeoutError, 0), (
        f"The timeout was {timeout} s. After {clock.elapsed:g} s came {outcome!r}. "
        "What do you wait for?"
    )


async def test_the_check_has_cleaned_up(clock):
    """The TimeoutError comes when the check has finished its cleaning up."""
    cleaned = []

    with pytest.raises(TimeoutError):
        await poll_until(lambda: slow(cleaned), 2, 1)

    assert cleaned == [3], (
        "The timeout passed at 1 s, the check needs 2 s to clean up, and it raised a "
        f"TimeoutError after {clock.elapsed:g} s. Who waits until the check has ended?"
    )


async def test_an_exception_comes_out():
    """An exception of the check comes out itself, and it is not asked again."""
    error = OSError("no such report")
    check = FakeService({"report": error}, 1, "check")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await poll_until(lambda: check("report"), 2, 60)

    assert caught.value is error, (
        f"The check raised {error!r}, and {caught.value!r} came out. "
        "Which line of yours catches an exception?"
    )
    assert len(check.calls) == 1


async def test_a_timeout_of_the_check_comes_out():
    """A TimeoutError that the check raises comes out itself."""
    error = TimeoutError("the server does not answer")
    check = FakeService({"report": error}, 1, "check")

    with pytest.raises(TimeoutError) as caught:
        await poll_until(lambda: check("report"), 2, 60)

    assert caught.value is error, (
        f"The check raised {error!r} after 1 s of 60 s, and {caught.value!r} came out. "
        "Whose timeout was it?"
    )
    assert len(check.calls) == 1


@pytest.mark.parametrize("takes", [0, 9])
async def test_a_cancellation_comes_out(takes, clock):
    """Cancelled, it stops at once, in a pause and during a check."""
    report = Report(takes=takes)

    task = await cancelled_at(poll_until(report.check, 4, 60), 1)

    assert task.cancelled(), (
        f"Your caller was cancelled at 1 s, and got {task.exception()!r}. "
        "Which line takes the cancellation for the timeout?"
    )
    assert clock.elapsed == 1
    assert report.service.at_work == 0


async def test_a_cancelled_check_has_cleaned_up(clock):
    """Cancelled, it waits until the check has cleaned up."""
    cleaned = []

    task = await cancelled_at(poll_until(lambda: slow(cleaned), 2, 60), 1)

    assert task.cancelled()
    assert cleaned == [3], (
        "Your caller was cancelled at 1 s, and the check needs 2 s to clean up. You "
        f"were over at {clock.elapsed:g} s. Who waits until the check has ended?"
    )


@pytest.mark.parametrize("late", [False, True])
async def test_it_is_cancelled_at_the_timeout(late):
    """A cancellation exactly at the timeout is not lost."""
    task = await cancelled_at(poll_until(Report().check, 2, 5), 5, late=late)

    assert task.cancelled(), (
        "Your caller was cancelled at 5 s, exactly when the timeout passed, and got "
        f"{task.exception()!r}. How do you tell the two apart when both have come?"
    )


@given(cancellation=cancellations(least=1, most=6))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, no check is at work afterwards, and none begins."""
    report = Report(there=4, takes=1)

    task = await cancellation.of(poll_until(report.check, 2, 60))
    asked = report.asked
    await asyncio.sleep(9)

    assert report.service.at_work == 0
    assert report.asked == asked
    assert task.cancelled() or asked == [0, 3]


@given(
    there=st.integers(0, 60),
    takes=st.integers(0, 8),
    interval=st.integers(1, 20),
    timeout=st.integers(0, 60),
)
async def test_any_report_and_any_timeout(there, takes, interval, timeout, clock):
    """It asks at the times that the rules say, and ends at the time that they say."""
    # Nothing else ever happens exactly at the timeout.
    there, takes, interval, timeout = there / 4, takes / 4, interval / 4, timeout / 4
    timeout += 0.125
    questions, answer = [0], takes
    while answer < min(there, timeout) and answer + interval < timeout:
        questions.append(answer + interval)
        answer = questions[-1] + takes
    in_time = there <= answer < timeout
    report = Report(there, takes)

    outcome = await outcome_of(report, interval, timeout)

    assert isinstance(outcome, TimeoutError) == (not in_time)
    assert report.asked == questions
    assert clock.elapsed == (answer if in_time else timeout)
