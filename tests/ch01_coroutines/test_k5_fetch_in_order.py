"""One request at a time, answers in order."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService
from katas.ch01_coroutines.k5_fetch_in_order import fetch_in_order


async def test_it_returns_the_answers_in_order():
    """There is one answer for each id, in the order of the ids."""
    fetch = FakeService({3: "page 3", 1: "page 1", 2: ""}, takes=1)

    answers = await fetch_in_order(fetch, [3, 2, 1])

    assert answers == ["page 3", "", "page 1"], (
        "The answers to 3, 2 and 1 are 'page 3', '' and 'page 1' (page 2 is empty). "
        f"It returned {answers}. What becomes of each answer in your code?"
    )


async def test_no_ids_no_results():
    """Without ids there is no request and no result."""
    fetch = FakeService()

    answers = await fetch_in_order(fetch, [])

    assert answers == [], (
        f"There were no ids, and it returned {answers!r}. "
        "What does your function return?"
    )
    assert fetch.keys == [], (
        f"There were no ids, and these were fetched: {fetch.keys}. "
        "Where do they come from?"
    )


async def test_the_same_id_is_fetched_again():
    """An id that comes twice is fetched twice."""
    fetch = FakeService(takes=1)

    answers = await fetch_in_order(fetch, [1, 2, 1])

    assert fetch.keys == [1, 2, 1], (
        f"The ids were [1, 2, 1], and these were fetched: {fetch.keys}. "
        "What does your code do with an id that comes again?"
    )
    assert answers == [1, 2, 1], (
        f"1, 2 and 1 were fetched, and it returned {answers}. "
        "What does your code do with the answer to an id that comes again?"
    )


async def test_one_request_at_a_time(clock):
    """A request begins when the one before has been answered."""
    fetch = FakeService(takes={"a": 3, "b": 1, "c": 2})

    await fetch_in_order(fetch, ["a", "b", "c"])

    assert fetch.peak == 1, (
        f"{fetch.peak} requests were at work at the same time. "
        "When may the second request begin?"
    )
    assert clock.elapsed == 6, (
        f"Requests of 3, 1 and 2 s took {clock.elapsed:g} s in all. "
        "What does your loop wait for?"
    )


async def test_a_failure_ends_it():
    """The exception of a request reaches the caller, and no further one is made."""
    error = OSError("connection lost")
    fetch = FakeService({"a": 1, "b": error, "c": 3}, takes=1)

    with pytest.raises(OSError) as caught:
        await fetch_in_order(fetch, ["a", "b", "c"])

    assert caught.value is error, (
        f"The request failed with {error!r}, and the caller got {caught.value!r}. "
        "Which line of yours raised it?"
    )
    assert fetch.keys == ["a", "b"], (
        f"The request for 'b' failed, and these were made: {fetch.keys}. "
        "What happens in your code when a request fails?"
    )


async def test_others_run_meanwhile(clock):
    """Two of them together take as long as one."""
    fetch = FakeService(takes=1)

    await asyncio.gather(fetch_in_order(fetch, "ab"), fetch_in_order(fetch, "cd"))

    assert clock.elapsed == 2, (
        "Two requests of 1 s, one after another, take 2 s; so do two such rows at the "
        f"same time. Yours took {clock.elapsed:g} s. What does your loop wait for?"
    )


@given(
    ids=st.lists(st.integers(0, 5), max_size=6),
    takes=st.dictionaries(st.integers(0, 5), st.integers(0, 60)),
)
async def test_any_ids_and_any_latencies(ids, takes, clock):
    """It does what an ordinary loop does, and takes the sum of all latencies."""
    fetch = FakeService(lambda id: f"page {id}", takes)

    answers = await fetch_in_order(fetch, ids)

    assert answers == [f"page {id}" for id in ids], (
        f"The ids were {ids}, and it returned {answers}. "
        "What becomes of each answer in your code?"
    )
    assert fetch.keys == ids, (
        f"The ids were {ids}, and these were fetched: {fetch.keys}. "
        "Which ids does your loop ask for?"
    )
    assert fetch.peak <= 1, (
        f"{fetch.peak} requests were at work at the same time. "
        "When may the second request begin?"
    )
    waits = [takes.get(id, 0) for id in ids]
    assert clock.elapsed == sum(waits), (
        f"Requests of {waits} s took {clock.elapsed:g} s in all. "
        "What does your loop wait for?"
    )
