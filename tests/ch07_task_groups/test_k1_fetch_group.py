"""All at once; and where one fails, nobody goes on."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, latencies, stumble
from katas.ch07_task_groups.k1_fetch_group import fetch_group


class Office:
    """Answers after a while; when it is cancelled, it needs a while to clean up."""

    def __init__(self, takes, error=None, cleanup=0, cleanup_error=None):
        self.takes = takes
        self.error = error
        self.cleanup = cleanup
        self.cleanup_error = cleanup_error
        self.cleaned_up_at = None

    async def answer(self):
        """Answer or fail, and write down when it has cleaned up."""
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
        return self.takes


def leaves(error):
    """Return the errors in a group, and in the groups inside it."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for inner in error.exceptions for leaf in leaves(inner)]


async def test_the_answers_come_in_order():
    """There is one answer for each id, in the order of the ids."""
    fetch = FakeService({3: "three", 1: "one"}, takes={3: 2, 1: 1})

    assert await fetch_group(fetch, [3, 1]) == ["three", "one"]


async def test_no_ids_no_answers(clock):
    """Without ids the list is empty, and it is there at once."""
    assert await fetch_group(FakeService(), []) == []
    assert clock.elapsed == 0


async def test_the_same_id_is_fetched_again():
    """An id that comes twice is fetched twice."""
    fetch = FakeService(takes=1)

    assert await fetch_group(fetch, [1, 2, 1]) == [1, 2, 1]
    assert sorted(fetch.keys) == [1, 1, 2]


async def test_ids_may_come_from_a_generator():
    """The ids may be any iterable, also one that can be read once only."""
    assert await fetch_group(FakeService(takes=1), (id for id in "ab")) == ["a", "b"]


async def test_they_are_fetched_together(clock):
    """The whole takes as long as the slowest request."""
    fetch = FakeService(takes={"a": 3, "b": 1, "c": 2, "d": 3, "e": 1})

    await fetch_group(fetch, "abcde")

    assert clock.elapsed == 3, (
        f"Requests of 3, 1, 2, 3 and 1 s took {clock.elapsed:g} s in all; "
        f"{fetch.peak} was the most at a time. "
        "Which line waits before the next request was made?"
    )


async def test_a_failure_comes_out_in_a_group():
    """The error of a request comes out in an ExceptionGroup, and nothing else does."""
    error = OSError("connection lost")
    fetch = FakeService({"a": 1, "b": error, "c": 3}, takes={"a": 1, "b": 2, "c": 9})

    with pytest.raises((OSError, BaseExceptionGroup)) as caught:
        await fetch_group(fetch, "abc")

    assert leaves(caught.value) == [error], (
        f"One request failed, with {error!r}. The errors that came out: "
        f"{leaves(caught.value)}. Who put each of them there?"
    )
    assert isinstance(caught.value, ExceptionGroup), (
        f"A request failed, and {caught.value!r} came out. Who puts it into a group?"
    )


async def test_the_others_are_cancelled(clock):
    """When one request fails, the others are cancelled at once."""
    fetch = FakeService({"a": OSError("down"), "b": 2}, takes={"a": 1, "b": 9})

    with pytest.raises((OSError, ExceptionGroup)):
        await fetch_group(fetch, "ab")

    await asyncio.sleep(0)  # The next test asks whether they have ended too.
    ends = [(call.outcome, call.ended) for call in fetch.calls]
    assert ends == [("failed", 1), ("cancelled", 1)], (
        f"A request failed after 1 s, and these were the ends: {ends}. "
        "Who tells the other one?"
    )


async def test_the_others_have_cleaned_up(clock):
    """The group is raised when the others have finished their cleaning up."""
    slow = [Office(takes=9, cleanup=2), Office(takes=9, cleanup=3)]
    offices = [slow[0], Office(takes=1, error=OSError("down")), slow[1]]

    with pytest.raises((OSError, ExceptionGroup)):
        await fetch_group(Office.answer, offices)

    ends = [office.cleaned_up_at for office in slow]
    assert (ends, clock.elapsed) == ([3, 4], 4), (
        "A request failed after 1 s, two others need 2 and 3 s to clean up. They had "
        f"cleaned up at {ends}, and it ended after {clock.elapsed:g} s. "
        "When has a task ended that was told to stop?"
    )


async def test_a_task_that_cleans_up_is_left_alone():
    """A failure while cleaning up does not cancel the others a second time."""
    slow = Office(takes=9, cleanup=3)
    broken = Office(takes=9, cleanup=1, cleanup_error=ValueError("cannot clean up"))

    with pytest.raises((OSError, ValueError, ExceptionGroup)):
        await fetch_group(Office.answer, [slow, Office(1, OSError("down")), broken])

    assert slow.cleaned_up_at == 4, (
        "A request failed after 1 s, one failed after 2 s while it cleaned up, and one "
        f"needs 3 s to clean up. It had cleaned up at: {slow.cleaned_up_at}. "
        "How often is a request told to stop?"
    )


async def test_a_failure_while_cleaning_up_is_told_too():
    """The group holds the errors of those that failed while they cleaned up."""
    first, second = OSError("down"), ValueError("cannot clean up")
    fetch = {"a": Office(1, first).answer(), "b": stumble(9, second)}.get

    with pytest.raises((OSError, ValueError, ExceptionGroup)) as caught:
        await fetch_group(fetch, "ab")

    assert set(leaves(caught.value)) == {first, second}, (
        f"One failed with {first!r}, another one with {second!r} while it cleaned up. "
        f"The errors that came out: {leaves(caught.value)}. Which line loses one?"
    )


async def test_a_cancellation_reaches_all_of_them(clock):
    """Cancelled, it cancels the requests, and waits until they have cleaned up."""
    offices = [Office(takes=9, cleanup=2), Office(takes=9, cleanup=2)]

    task = await cancelled_at(fetch_group(Office.answer, offices), 1)

    ends = [office.cleaned_up_at for office in offices]
    assert (ends, clock.elapsed) == ([3, 3], 3), (
        "It was cancelled after 1 s, two requests need 2 s each to clean up. They had "
        f"cleaned up at {ends}, and it ended after {clock.elapsed:g} s. "
        "What do the requests hear of a cancellation?"
    )
    assert task.cancelled(), (
        "It was cancelled after 1 s, and the task that awaits it never hears of that. "
        "Which line of yours met the CancelledError?"
    )


@given(quarters=st.integers(0, 12), late=st.booleans())
async def test_a_cancellation_is_never_lost(quarters, late):
    """Whenever the caller is cancelled before the end, it hears of it."""
    fetch, went_on = FakeService(takes={"a": 1, "b": 2, "c": 3}), []

    async def caller():
        went_on.append(await fetch_group(fetch, "abc"))

    task = await cancelled_at(caller(), quarters / 4, late=late)

    heard = task.cancelled() and not went_on
    assert heard, (
        f"Your caller was cancelled at {quarters / 4:g} s, the slowest request takes "
        "3 s, and your caller never heard of it. Which line of yours met it?"
    )
    assert fetch.at_work == 0


@given(cancellation=cancellations(most=5))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, nobody is at work afterwards."""
    fetch = FakeService(takes={"a": 1, "b": 2, "c": 3})

    await cancellation.of(fetch_group(fetch, "abc"))

    assert fetch.at_work == 0, "It has ended, and requests are at work. Who ends them?"
    assert len(asyncio.all_tasks()) == 1, "It has ended, and some tasks have not."


@given(
    ids=st.lists(st.integers(0, 5), max_size=6),
    waits=st.lists(latencies(), min_size=6, max_size=6),
)
async def test_any_ids_and_any_latencies(ids, waits, clock):
    """The latencies change how long it takes, never what comes back."""
    fetch = FakeService(lambda id: f"page {id}", dict(enumerate(waits)))

    assert await fetch_group(fetch, ids) == [f"page {id}" for id in ids]

    assert clock.elapsed == max((waits[id] for id in ids), default=0)


@st.composite
def failing_offices(draw):
    """Return offices, no two of which end together, and one of them at least fails."""
    takes = draw(st.lists(st.integers(1, 20), min_size=1, max_size=6, unique=True))
    failing = draw(st.sets(st.sampled_from(takes), min_size=1))
    return [
        Office(
            seconds,
            error=OSError(seconds) if seconds in failing else None,
            cleanup=draw(st.sampled_from([0, 0.25, 1.25, 30])),
            cleanup_error=draw(st.none() | st.builds(ValueError, st.just(seconds))),
        )
        for seconds in takes
    ]


@given(offices=failing_offices())
async def test_any_failures(offices, clock):
    """It ends with the first failure and the cleaning up, and tells what happened."""
    first = min((o for o in offices if o.error), key=lambda office: office.takes)
    late = [office for office in offices if office.takes > first.takes]
    errors = [first.error, *(o.cleanup_error for o in late if o.cleanup_error)]

    with pytest.raises(ExceptionGroup) as caught:
        await fetch_group(Office.answer, offices)

    assert sorted(map(repr, leaves(caught.value))) == sorted(map(repr, errors))
    assert clock.elapsed == first.takes + max((o.cleanup for o in late), default=0), (
        f"The first one failed after {first.takes} s, and it ended after "
        f"{clock.elapsed:g} s. Who cleans up, and how long does that take?"
    )
