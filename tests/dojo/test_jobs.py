"""The scenes that many suites share: work that cleans up, and what came out."""

import asyncio

import pytest

from dojo.testing import Job, leaves, outcome_of, told, what_became_of


async def test_a_job_is_not_disturbed_while_it_cleans_up(clock):
    """It takes its time to clean up, however often it is cancelled."""
    job = Job("save", takes=9, cleanup=3)

    outcome = await outcome_of(job(), 1, 2)

    assert isinstance(outcome, asyncio.CancelledError)
    assert (job.began, job.cancelled, job.ended) == (0, [1, 2], 4)
    assert (job.outcome, clock.elapsed) == ("cancelled", 4)


async def test_a_job_that_nobody_cancels(clock):
    """It takes its time, and gives its result or its error."""
    down = OSError("down")

    assert Job().outcome == "not begun"
    assert await outcome_of(Job(takes=2, result="tea")()) == "tea"
    assert await outcome_of(Job(error=down)()) is down
    assert await outcome_of(Job(result=down)()) == ("returned", down)
    assert clock.elapsed == 2


@pytest.mark.parametrize("cancelled", [(), (1, 2)], ids=["left alone", "cancelled"])
async def test_what_a_job_makes_of_its_cancellation(cancelled):
    """It may fail when it has cleaned up, or swallow its cancellation."""
    failed = OSError("disk is full")
    untidy = Job(takes=9, cleanup=1, cleanup_error=failed)
    deaf = Job(takes=9, cleanup=1, result="done", swallows=True)

    assert await outcome_of(untidy(), *cancelled) is (failed if cancelled else None)
    assert await outcome_of(deaf(), *cancelled) == "done"


async def test_a_job_is_called_by_its_name():
    """Messages name the work, and not what the suites make it of."""
    coroutine = Job("save")()

    assert coroutine.__qualname__ == "save"
    coroutine.close()


def test_the_leaves_of_a_group():
    """Groups inside of groups are opened; what is no group is its own leaf."""
    one, two = OSError(1), OSError(2)

    assert leaves(ExceptionGroup("", [one, ExceptionGroup("", [two])])) == [one, two]
    assert leaves(one) == [one]


async def test_what_became_of_a_job_is_said_in_words():
    """Each cancellation that it has heard of, and its end."""
    job = Job("save", takes=9, cleanup=3)
    assert what_became_of(job) == "had heard of no cancellation, has not ended"

    error = await outcome_of(job(), 1, 2)

    said = "was cancelled at 1 s, was cancelled at 2 s, ended at 4 s"
    assert what_became_of(job) == said
    assert (told(error), told("a result")) == ([error], [])
