"""Errors of two kinds are counted, one by one; no other error is lost."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, stumble
from katas.ch07_task_groups.k3_sort_errors import Counts, sort_errors


class Shutdown(BaseException):
    """An error that is no Exception."""


class Job:
    """Works for a while; when it is cancelled, it needs a while to clean up."""

    def __init__(self, takes, error=None, cleanup=0, cleanup_error=None):
        self.takes = takes
        self.error = error
        self.cleanup = cleanup
        self.cleanup_error = cleanup_error
        self.cleaned_up_at = None

    async def run(self):
        """Do the work or fail, and write down when it has cleaned up."""
        try:
            await asyncio.sleep(self.takes)
        except asyncio.CancelledError:
            await asyncio.sleep(self.cleanup)
            self.cleaned_up_at = asyncio.get_running_loop().time()
            if self.cleanup_error is not None:
                raise self.cleanup_error from None
            raise
        if self.error is not None:
            raise self.error


def failing(error, takes=1):
    """Return a coroutine that fails after a while."""
    return Job(takes, error).run()


def leaves(error):
    """Return the errors in a group, and in the groups inside it."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for inner in error.exceptions for leaf in leaves(inner)]


async def test_an_error_counts():
    """An OSError counts as one, and nothing is raised."""
    jobs = [Job(takes=0), Job(takes=1, error=OSError("down")), Job(takes=9)]

    assert await sort_errors(job.run() for job in jobs) == Counts(0, 1)


@pytest.mark.parametrize("takes", [[], [0, 2]])
async def test_no_errors(takes, clock):
    """Without errors both counts are 0, when the slowest has ended."""
    assert await sort_errors(asyncio.sleep(seconds) for seconds in takes) == (0, 0)

    assert clock.elapsed == sum(takes)


async def test_they_run_together(clock):
    """All coroutines are at work at the same time."""
    work = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="work")

    await sort_errors(work(key) for key in "abc")

    assert clock.elapsed == 3, (
        f"Jobs of 3, 1 and 2 s took {clock.elapsed:g} s in all. "
        "Which line waits before the next one has begun?"
    )


async def test_each_error_counts():
    """Errors that come while others are cancelled count as well, each of them."""
    data, net, disk = ValueError("bad data"), OSError("net"), OSError("disk full")

    counts = await sort_errors([stumble(9, net), failing(data), stumble(9, disk)])

    assert counts == Counts(value_errors=1, os_errors=2), (
        f"These errors came: {[data, net, disk]}. What came back: {counts}. "
        "How many errors may lie in one group?"
    )


async def test_errors_in_groups_count():
    """Each error in a group counts, also in a group inside it."""
    inner = ExceptionGroup("file 2", [ValueError("line 3"), OSError("closed")])
    group = ExceptionGroup("files", [ValueError("file 1"), inner, ValueError("file 3")])

    counts = await sort_errors([failing(group)])

    assert counts == Counts(value_errors=3, os_errors=1), (
        "A job raised a group with 3 ValueErrors and 1 OSError, some of them in a "
        f"group inside it. What came back: {counts}. How deep do you look?"
    )


async def test_errors_that_inherit_count():
    """A UnicodeError is a ValueError, and a TimeoutError is an OSError."""
    group = ExceptionGroup("all", [UnicodeError("a"), TimeoutError("b"), OSError("c")])

    counts = await sort_errors([failing(group)])

    assert counts == Counts(value_errors=1, os_errors=2), (
        "A UnicodeError, a TimeoutError and an OSError came. "
        f"What came back: {counts}. How do you know what kind an error is of?"
    )


async def test_other_errors_are_raised():
    """An error of another kind comes out, and those of the two kinds do not."""
    bug = KeyError("a bug")
    jobs = [stumble(9, bug), failing(ValueError("bad data")), stumble(9, OSError("a"))]

    with pytest.raises((KeyError, ValueError, OSError, BaseExceptionGroup)) as caught:
        await sort_errors(jobs)

    assert leaves(caught.value) == [bug], (
        "A ValueError, an OSError and a KeyError came, and these errors came out: "
        f"{leaves(caught.value)}. Who takes the first two out of their group?"
    )


async def test_the_others_come_out_in_a_group():
    """An error of another kind comes out in a group, also where it is the only one."""
    bug = KeyError("a bug")

    with pytest.raises((KeyError, BaseExceptionGroup)) as caught:
        await sort_errors([failing(bug)])

    assert isinstance(caught.value, ExceptionGroup), (
        f"A job failed, and {caught.value!r} came out. Who puts it into a group?"
    )
    assert leaves(caught.value) == [bug]


async def test_other_errors_in_groups_are_raised():
    """In a group of a job, too, the other errors come out, and only those."""
    bugs = [KeyError("first"), TypeError("second")]
    inner = ExceptionGroup("inner", [bugs[0], ValueError("bad data")])

    with pytest.raises((OSError, BaseExceptionGroup)) as caught:
        await sort_errors(
            [failing(ExceptionGroup("outer", [OSError("down"), inner, bugs[1]]))]
        )

    assert set(leaves(caught.value)) == set(bugs), (
        f"A job raised a group, and in it were an OSError, a ValueError and {bugs}. "
        f"These errors came out: {leaves(caught.value)}. What became of each error?"
    )


@pytest.mark.parametrize("error", [Shutdown("now"), asyncio.CancelledError("inner")])
async def test_what_is_no_exception_is_raised_too(error):
    """An error in a group need not be an Exception; it comes out all the same."""
    group = BaseExceptionGroup("a group", [ValueError("bad data"), error])

    with pytest.raises(BaseExceptionGroup) as caught:
        await sort_errors([failing(group)])

    assert leaves(caught.value) == [error], (
        f"A job raised a group with a ValueError and {error!r} in it. These errors "
        f"came out: {leaves(caught.value)}. Of which class is such a group?"
    )


async def test_the_cause_stays():
    """What comes out is the very error, with its cause."""
    cause = OSError("no such file")

    async def fail():
        raise KeyError("no name") from cause

    with pytest.raises(BaseExceptionGroup) as caught:
        await sort_errors([fail()])

    (error,) = leaves(caught.value)
    assert error.__cause__ is cause


async def test_the_others_are_cancelled():
    """When one fails, the others are cancelled at once."""
    work = FakeService(
        {"a": ValueError("bad data"), "b": 2}, takes={"a": 1, "b": 9}, name="work"
    )

    await sort_errors(work(key) for key in "ab")

    ends = [(call.outcome, call.ended) for call in work.calls]
    assert ends == [("failed", 1), ("cancelled", 1)], (
        f"A job failed after 1 s, and these were the ends: {ends}. "
        "Who tells the other one?"
    )


async def test_the_others_have_cleaned_up(clock):
    """It ends when the others have finished their cleaning up."""
    slow = [Job(takes=9, cleanup=2), Job(takes=9, cleanup=3)]

    await sort_errors([slow[0].run(), failing(OSError("down")), slow[1].run()])

    ends = [job.cleaned_up_at for job in slow]
    assert (ends, clock.elapsed) == ([3, 4], 4), (
        "A job failed after 1 s, two others need 2 and 3 s to clean up. They had "
        f"cleaned up at {ends}, and it ended after {clock.elapsed:g} s. "
        "When has a task ended that was told to stop?"
    )


async def test_a_task_that_cleans_up_is_left_alone(clock):
    """A failure while cleaning up does not cancel the others a second time."""
    slow = Job(takes=9, cleanup=3)
    broken = Job(takes=9, cleanup=1, cleanup_error=OSError("cannot clean up"))

    await sort_errors([slow.run(), failing(ValueError("bad data")), broken.run()])

    assert slow.cleaned_up_at == 4, (
        "A job failed after 1 s, one failed after 2 s while it cleaned up, and one "
        f"needs 3 s to clean up. It had cleaned up at: {slow.cleaned_up_at}. "
        "How often is a job told to stop?"
    )


async def test_a_coroutine_that_is_cancelled_has_not_failed(clock):
    """A coroutine that ends with a CancelledError counts nowhere; the others go on."""
    counts = await sort_errors(
        [failing(asyncio.CancelledError(), 1), failing(ValueError("bad data"), 3)]
    )

    assert (counts, clock.elapsed) == (Counts(1, 0), 3), (
        "A job ended with a CancelledError after 1 s, another one with a ValueError "
        f"after 3 s. It ended after {clock.elapsed:g} s, and {counts} came back. "
        "Is a task that was cancelled a task that has failed?"
    )


async def test_a_cancellation_reaches_all_of_them(clock):
    """Cancelled, it cancels all of them, and waits until they have cleaned up."""
    jobs = [Job(takes=9, cleanup=2), Job(takes=9, cleanup=2)]

    task = await cancelled_at(sort_errors([job.run() for job in jobs]), 1)

    ends = [job.cleaned_up_at for job in jobs]
    assert (ends, clock.elapsed) == ([3, 3], 3), (
        "It was cancelled after 1 s, two jobs need 2 s each to clean up. They had "
        f"cleaned up at {ends}, and it ended after {clock.elapsed:g} s. "
        "What do the jobs hear of a cancellation?"
    )
    assert task.cancelled(), (
        "It was cancelled after 1 s, and the task that awaits it never hears of that. "
        "Which line of yours met the CancelledError?"
    )


@given(cancellation=cancellations(least=1, most=5))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, nobody is at work afterwards."""
    work = FakeService(takes={"a": 1, "b": 2, "c": 3}, name="work")

    await cancellation.of(sort_errors(work(key) for key in "abc"))

    assert work.at_work == 0, "It has ended, and jobs are at work. Who ends them?"
    assert len(asyncio.all_tasks()) == 1, "It has ended, and some tasks have not."


@given(quarters=st.integers(1, 12), late=st.booleans())
async def test_a_cancellation_is_never_lost(quarters, late):
    """Where nothing fails, the caller hears of a cancellation at each instant."""
    work, went_on = FakeService(takes={"a": 1, "b": 2, "c": 3}, name="work"), []

    async def caller():
        went_on.append(await sort_errors(work(key) for key in "abc"))

    task = await cancelled_at(caller(), quarters / 4, late=late)

    heard = task.cancelled() and not went_on
    assert heard, (
        f"Your caller was cancelled at {quarters / 4:g} s, the slowest job takes 3 s, "
        "and your caller never heard of it. Which line of yours met it?"
    )


VALUE_ERRORS = [ValueError, UnicodeError]
OS_ERRORS = [OSError, TimeoutError, ConnectionError]
OTHERS = [KeyError, TypeError, Shutdown]
ERRORS = st.sampled_from([*VALUE_ERRORS, *OS_ERRORS, *OTHERS]).map(lambda kind: kind())
IN_GROUPS = ERRORS | st.builds(asyncio.CancelledError)


def grouped(trees):
    """Return a strategy for groups of what is drawn from `trees`."""
    return st.lists(trees, min_size=1, max_size=4).map(
        lambda errors: BaseExceptionGroup("a group", errors)
    )


FAILURES = ERRORS | grouped(st.recursive(IN_GROUPS, grouped, max_leaves=5))


@st.composite
def some_jobs(draw):
    """Return jobs of which no two end together."""
    takes = draw(st.lists(st.integers(1, 20), max_size=5, unique=True))
    return [
        Job(
            seconds,
            error=draw(st.none() | st.builds(asyncio.CancelledError) | FAILURES),
            cleanup=draw(st.sampled_from([0, 0.25, 1.25, 30])),
            cleanup_error=draw(st.none() | FAILURES),
        )
        for seconds in takes
    ]


@given(jobs=some_jobs())
async def test_any_errors(jobs, clock):
    """It counts what happened, or raises all other errors, and those only."""
    is_failure = [not isinstance(j.error, asyncio.CancelledError | None) for j in jobs]
    failed = [job for job, fails in zip(jobs, is_failure, strict=True) if fails]
    last = max((job.takes for job in jobs), default=0)
    end = min((job.takes for job in failed), default=last)
    late = [job for job in jobs if job.takes > end]
    raised = [j.error for j in failed if j.takes == end]
    raised += [job.cleanup_error for job in late if job.cleanup_error]
    happened = [leaf for error in raised for leaf in leaves(error)]
    known = tuple(VALUE_ERRORS + OS_ERRORS)
    others = [error for error in happened if not isinstance(error, known)]

    try:
        result = await sort_errors([job.run() for job in jobs])
    except BaseExceptionGroup as group:
        result = sorted(map(id, leaves(group)))

    value_errors = sum(isinstance(error, ValueError) for error in happened)
    counts = Counts(value_errors, len(happened) - value_errors)
    assert result == (sorted(map(id, others)) if others else counts), (
        f"These errors happened: {happened}. Others than ValueErrors and OSErrors: "
        f"{others}. What came out: {result}."
    )
    assert clock.elapsed == end + max((job.cleanup for job in late), default=0), (
        f"It ended after {clock.elapsed:g} s. Who fails first, and who cleans up then?"
    )
