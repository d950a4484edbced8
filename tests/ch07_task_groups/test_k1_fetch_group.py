"""All at once; and where one fails, nobody goes on."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import (
    FakeService,
    Job,
    cancellations,
    cancelled_at,
    latencies,
    leaves,
    outcome_of,
    told,
    what_became_of,
)
from katas.ch07_task_groups.k1_fetch_group import fetch_group


def run(*jobs):
    """Begin `fetch_group` with these jobs in place of requests."""
    for id, job in enumerate(jobs):
        job.name = f"fetch({id})"
    return fetch_group(lambda id: jobs[id](), list(range(len(jobs))))


async def test_the_answers_come_in_order():
    """There is one answer for each id, in the order of the ids."""
    fetch = FakeService({3: "three", 1: "one"}, takes={3: 2, 1: 1})

    answers = await fetch_group(fetch, [3, 1])

    assert answers == ["three", "one"], (
        "The ids were 3 and 1, and the request for 3 is slower. It returned "
        f"{answers!r}. Where does your list come from, and what gives it its order?"
    )


async def test_no_ids_no_answers():
    """Without ids the list is empty."""
    answers = await fetch_group(FakeService(), [])

    assert answers == [], f"There were no ids, and it returned {answers!r}. Why?"


async def test_the_same_id_is_fetched_again():
    """An id that comes twice is fetched twice."""
    answers = iter(["old", "other", "new"])
    fetch = FakeService(lambda id: next(answers), takes=1)

    found = await fetch_group(fetch, [1, 2, 1])

    assert fetch.keys == [1, 2, 1], (
        f"The ids were 1, 2 and 1, and these were fetched: {fetch.keys}. "
        "What does your code do with an id that it has seen before?"
    )
    assert found == ["old", "other", "new"], (
        "The ids were 1, 2 and 1, and the answers 'old', 'other' and 'new'. It "
        f"returned {found}. Where does your code keep the two answers to 1?"
    )


async def test_they_are_fetched_together(clock):
    """All requests are at work at the same time."""
    fetch = FakeService(takes=dict(enumerate([3, 1, 2, 3.3] * 15)))

    await fetch_group(fetch, list(range(60)))

    assert clock.elapsed == 3.3, (
        f"60 requests of 3, 1, 2 or 3.3 s took {clock.elapsed:g} s in all; "
        f"{fetch.peak} was the most at a time. "
        "What does your code wait for?"
    )


async def test_a_failure_comes_out_in_a_group():
    """The error of a request comes out in an ExceptionGroup, and nothing else does."""
    error = OSError("connection lost")
    fetch = FakeService({1: "one", 2: error, 3: "three"}, takes={1: 1, 2: 2, 3: 9})

    caught = await outcome_of(fetch_group(fetch, [1, 2, 3]))

    assert isinstance(caught, BaseException), (
        f"A request failed with {error!r}, and it returned {caught!r}. "
        "Who hears of the error?"
    )
    assert [type(leaf) for leaf in leaves(caught)] == [OSError], (
        f"One request failed, with {error!r}. The errors that came out: "
        f"{leaves(caught)}. Who put each of them there?"
    )
    assert isinstance(caught, ExceptionGroup), (
        f"A request failed with {error!r}, and {caught!r} came out, which is no "
        "ExceptionGroup. Who puts it into a group?"
    )
    assert leaves(caught) == [error], (
        f"A request failed with {error!r}. In the group is another exception object: "
        f"{leaves(caught)}. Which line of yours makes it?"
    )


async def test_a_failure_cancels_the_others(clock):
    """When one request fails, the others are cancelled at once."""
    slow, slower = Job(takes=7.3), Job(takes=9)

    await outcome_of(run(slow, Job(takes=1.1, error=OSError("down")), slower))

    assert (slow.cancelled[:1], slower.cancelled[:1]) == ([1.1], [1.1]), (
        f"A request failed at 1.1 s. One that takes 7.3 s {what_became_of(slow)}; one "
        f"that takes 9 s {what_became_of(slower)}. Who tells the others?"
    )


async def test_it_waits_until_the_others_have_ended(clock):
    """The group comes out when the others have finished their clean-up."""
    jobs = [Job(takes=9, cleanup=2), Job(takes=9, cleanup=3)]

    await outcome_of(run(jobs[0], Job(takes=1, error=OSError("down")), jobs[1]))

    assert (jobs[0].ended, jobs[1].ended, clock.elapsed) == (3, 4, 4), (
        "A request failed at 1 s. Two others clean up for 2 s and for 3 s: the one "
        f"{what_became_of(jobs[0])}; the other {what_became_of(jobs[1])}. It ended at "
        f"{clock.elapsed:g} s. When has a task ended that was cancelled?"
    )


async def test_each_error_is_told():
    """The group holds each error that was raised, also while one cleaned up."""
    jobs = [
        Job(takes=9, cleanup=1, cleanup_error=ValueError("not clean")),
        Job(takes=1, error=OSError("down")),
        Job(takes=9, cleanup_error=OSError("dirty")),
        Job(takes=1, error=OSError("down too")),
    ]

    caught = await outcome_of(run(*jobs))

    # Of two that fail at the same moment, one may cancel the other in time.
    failed = [job for job in jobs if job.outcome == "failed"]
    raised = [job.error or job.cleanup_error for job in failed]
    assert set(told(caught)) == set(raised), (
        "Two requests fail at 1 s, two others while they clean up. These errors were "
        f"raised: {raised}. These came out: {told(caught)}. "
        "Which line of yours collects them, and when?"
    )


async def test_a_cancellation_reaches_all_of_them(clock):
    """Cancelled, it cancels the requests, waits for them, and is cancelled itself."""
    jobs = [Job(takes=9, cleanup=3), Job(takes=9, cleanup=2)]

    outcome = await outcome_of(run(*jobs), 1, 2)

    assert [job.cancelled[:1] for job in jobs] == [[1], [1]], (
        "It was cancelled at 1 s and again at 2 s. One request "
        f"{what_became_of(jobs[0])}; the other {what_became_of(jobs[1])}. "
        "Who hands the cancellation on to the requests?"
    )
    assert ([job.ended for job in jobs], clock.elapsed) == ([4, 3], 4), (
        "It was cancelled at 1 s and again at 2 s; two requests clean up for 3 s and "
        f"for 2 s. The one {what_became_of(jobs[0])}; the other "
        f"{what_became_of(jobs[1])}. It ended at {clock.elapsed:g} s. "
        + (
            "Which line of yours met the second cancellation?"
            if clock.elapsed == 2
            else "What does your code wait for?"
        )
    )
    assert isinstance(outcome, asyncio.CancelledError), (
        f"It was cancelled, no request failed, and {outcome!r} came out. "
        "Which line of yours met the CancelledError?"
    )


async def test_a_cancellation_after_a_failure_cuts_nothing_short(clock):
    """Cancelled while the others clean up, it waits for them all the same."""
    slow = Job(takes=9, cleanup=3)

    await outcome_of(run(slow, Job(takes=1, error=OSError("down"))), 2)

    assert (slow.ended, clock.elapsed) == (4, 4), (
        "A request failed at 1 s; fetch_group was cancelled at 2 s, while another one "
        f"cleaned up for 3 s. That one {what_became_of(slow)}. It ended at "
        f"{clock.elapsed:g} s. What does a cancellation do to a line that waits?"
    )


@given(quarters=st.integers(0, 12), late=st.booleans())
async def test_a_cancellation_is_never_lost(quarters, late):
    """Whenever the caller is cancelled before the end, it hears of it."""
    fetch, went_on = FakeService(takes={1: 1, 2: 2, 3: 3}), []

    async def caller():
        went_on.append(await fetch_group(fetch, [1, 2, 3]))

    task = await cancelled_at(caller(), quarters / 4, late=late)

    heard = task.cancelled() and not went_on
    assert heard, (
        f"It was cancelled at {quarters / 4:g} s, the slowest request takes 3 s. It "
        f"{f'returned {went_on[0]}' if went_on else f'raised {task.exception()!r}'}. "
        "Which line of yours met the CancelledError?"
    )


@given(cancellation=cancellations(most=5))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, no request is at work afterwards."""
    fetch = FakeService(takes={1: 1, 2: 2, 3: 3})

    await cancellation.of(fetch_group(fetch, [1, 2, 3]))

    assert fetch.at_work == 0, (
        f"It was {cancellation}, and has ended; {fetch.at_work} of its 3 requests are "
        "still at work. Who ends them?"
    )


@given(
    ids=st.lists(st.integers(0, 5), max_size=6),
    waits=st.lists(latencies(), min_size=6, max_size=6),
)
async def test_any_ids_and_any_latencies(ids, waits, clock):
    """The latencies change how long it takes, never what comes back."""
    fetch = FakeService(lambda id: "x" * id, dict(enumerate(waits)))

    answers = await fetch_group(fetch, ids)

    assert answers == ["x" * id for id in ids], (
        f"The ids were {ids}, the answer to 2 is 'xx', and it returned {answers}. "
        "Which answers does your code keep, and in which order?"
    )
    slowest = max((waits[id] for id in ids), default=0)
    assert clock.elapsed == slowest, (
        f"The slowest request took {slowest:g} s, and all of them {clock.elapsed:g} s. "
        "What does your code wait for?"
    )


@st.composite
def failing_jobs(draw):
    """Return jobs, no two of which end together, and one of them at least fails."""
    takes = draw(st.lists(st.integers(1, 20), min_size=1, max_size=6, unique=True))
    failing = draw(st.sets(st.sampled_from(takes), min_size=1))
    return [
        Job(
            takes=seconds,
            error=OSError(seconds) if seconds in failing else None,
            cleanup=draw(st.sampled_from([0, 0.25, 1.25, 30])),
            cleanup_error=draw(st.none() | st.builds(ValueError, st.just(seconds))),
        )
        for seconds in takes
    ]


@given(jobs=failing_jobs())
async def test_any_failures(jobs, clock):
    """It ends with the first failure and the clean-up, and tells what happened."""
    first = min((job for job in jobs if job.error), key=lambda job: job.takes)
    late = [job for job in jobs if job.takes > first.takes]
    errors = [first.error, *(job.cleanup_error for job in late if job.cleanup_error)]

    caught = await outcome_of(run(*jobs))

    assert sorted(map(repr, told(caught))) == sorted(map(repr, errors)), (
        f"These errors happened: {errors}. These came out: {told(caught)}. "
        "Which of them does your code drop, or add?"
    )
    end = first.takes + max((job.cleanup for job in late), default=0)
    assert clock.elapsed == end, (
        f"The first one failed at {first.takes} s, and the others had cleaned up at "
        f"{end:g} s. It ended at {clock.elapsed:g} s. What does your code wait for?"
    )
