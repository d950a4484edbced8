"""One request at a time, answers in order."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService
from katas.ch01_coroutines.k6_fetch_in_order import fetch_in_order


async def test_it_returns_the_answers_in_order():
    """There is one answer for each id, in the order of the ids."""
    fetch = FakeService({3: "page 3", 1: "page 1", 2: ""}, takes=1)

    assert await fetch_in_order(fetch, [3, 2, 1]) == ["page 3", "", "page 1"]


async def test_no_ids_no_results():
    """Without ids there is no request and no result."""
    fetch = FakeService()

    assert await fetch_in_order(fetch, []) == []
    assert fetch.keys == []


async def test_the_same_id_is_fetched_again():
    """An id that comes twice is fetched twice."""
    fetch = FakeService(takes=1)

    assert await fetch_in_order(fetch, [1, 2, 1]) == [1, 2, 1]
    assert fetch.keys == [1, 2, 1]


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

    assert caught.value is error
    assert fetch.keys == ["a", "b"], (
        f"The request for 'b' failed, and these were made: {fetch.keys}. "
        "What happens in your code when a request fails?"
    )


async def test_others_run_meanwhile(clock):
    """Two of them together take as long as one."""
    fetch = FakeService(takes=1)

    await asyncio.gather(fetch_in_order(fetch, "ab"), fetch_in_order(fetch, "cd"))

    assert clock.elapsed == 2


@given(
    ids=st.lists(st.integers(0, 5), max_size=6),
    takes=st.dictionaries(st.integers(0, 5), st.integers(0, 60)),
)
async def test_any_ids_and_any_latencies(ids, takes, clock):
    """It does what an ordinary loop does, and takes the sum of all latencies."""
    fetch = FakeService(lambda id: f"page {id}", takes)

    assert await fetch_in_order(fetch, ids) == [f"page {id}" for id in ids]

    assert fetch.keys == ids
    assert fetch.peak <= 1
    assert clock.elapsed == sum(takes.get(id, 0) for id in ids)
