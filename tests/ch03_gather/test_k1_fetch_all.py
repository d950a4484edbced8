"""All at once, in the order of the ids."""

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies
from katas.ch03_gather.k1_fetch_all import fetch_all


async def test_the_answers_come_in_order():
    """There is one answer for each id, in the order of the ids."""
    fetch = FakeService({3: "page 3", 2: "", 1: "page 1"}, takes={3: 2, 1: 1})

    answers = await fetch_all(fetch, [3, 2, 1])

    assert answers == ["page 3", "", "page 1"], (
        "The answers to 3, 2 and 1 are 'page 3', an empty text, and 'page 1'; that to "
        f"3 comes last. It returned {answers!r}. "
        "Which answers come into your list, and what gives it its order?"
    )


async def test_no_ids_no_answers():
    """Without ids the list is empty."""
    answers = await fetch_all(FakeService(), [])

    assert answers == [], (
        f"There were no ids, and it returned {answers!r}. "
        "What does your function return?"
    )


async def test_the_same_id_is_fetched_again():
    """An id that comes twice is fetched twice."""
    fetch = FakeService({1: "page 1", 2: "page 2"}, takes=1)

    answers = await fetch_all(fetch, [1, 2, 1])

    assert sorted(fetch.keys) == [1, 1, 2], (
        f"The ids were [1, 2, 1], and these were fetched: {fetch.keys}. "
        "What does your code do with an id that comes again?"
    )
    assert answers == ["page 1", "page 2", "page 1"], (
        f"1, 2 and 1 were fetched, and it returned {answers}. "
        "What does your code do with the answer to an id that comes again?"
    )


async def test_the_same_id_may_have_two_answers():
    """The same id may have two different answers: each answer has its place."""
    answers = {1: iter(["old", "new"]), 2: iter(["other"])}
    fetch = FakeService(lambda id: next(answers[id]), takes=1)

    found = await fetch_all(fetch, [1, 1, 2])

    assert sorted(found) == ["new", "old", "other"], (
        f"For 1 there was 'old' and then 'new', and {found} came back. "
        "Where does your code keep the two answers to 1?"
    )
    assert found[2] == "other", (
        f"The ids were [1, 1, 2], the answer to 2 was 'other', and {found} came back. "
        "What gives your list its order?"
    )


async def test_they_are_fetched_together(clock):
    """The whole takes as long as the slowest request."""
    fetch = FakeService(takes={3: 3, 1: 1, 2: 2})

    await fetch_all(fetch, [3, 1, 2])

    assert clock.elapsed == 3, (
        f"Requests of 3, 1 and 2 s took {clock.elapsed:g} s in all; "
        f"{fetch.peak} was the most at a time. "
        "Which line waits before the next request is made?"
    )


async def test_many_are_fetched_together(clock):
    """However many there are, no request waits for a free place."""
    fetch = FakeService(takes=1)

    await fetch_all(fetch, list(range(200)))

    assert clock.elapsed == 1, (
        f"200 requests of 1 s each took {clock.elapsed:g} s in all; {fetch.peak} was "
        "the most at a time. What makes some of them wait in your code?"
    )


async def test_a_failure_reaches_the_caller():
    """The exception of a request reaches the caller."""
    error = OSError("connection lost")
    fetch = FakeService({1: "page 1", 2: error}, takes={1: 1, 2: 2})

    try:
        ended = await fetch_all(fetch, [1, 2])
    except (OSError, ExceptionGroup) as caught:
        ended = caught

    assert ended is error, (
        f"A request failed with {error!r}, and the caller got {ended!r}. "
        "What becomes of the exception in your code?"
    )


@given(
    ids=st.lists(st.integers(0, 5), max_size=6),
    waits=st.lists(latencies(), min_size=6),
)
async def test_any_ids_and_any_latencies(ids, waits, clock):
    """The latencies change how long it takes, never what comes back."""
    fetch = FakeService(lambda id: f"page {id}", dict(enumerate(waits)))

    answers = await fetch_all(fetch, ids)

    assert answers == [f"page {id}" for id in ids], (
        f"The ids were {ids}, and it returned {answers!r}. "
        "Where does your list come from, and what gives it its order?"
    )
    slowest = max((waits[id] for id in ids), default=0)
    assert clock.elapsed == slowest, (
        f"The slowest request took {slowest:g} s, and all of them {clock.elapsed:g} s. "
        "Which line waits before the next request is made?"
    )
