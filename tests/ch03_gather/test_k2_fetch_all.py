"""All at once, in the order of the ids."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies
from katas.ch03_gather.k2_fetch_all import fetch_all


async def test_the_answers_come_in_order():
    """There is one answer for each id, in the order of the ids."""
    fetch = FakeService({3: "three", 1: "one"}, takes={3: 2, 1: 1})

    assert await fetch_all(fetch, [3, 1]) == ["three", "one"]


async def test_no_ids_no_answers():
    """Without ids the list is empty."""
    assert await fetch_all(FakeService(), []) == []


async def test_the_same_id_is_fetched_again():
    """An id that comes twice is fetched twice."""
    fetch = FakeService(takes=1)

    assert await fetch_all(fetch, [1, 2, 1]) == [1, 2, 1]
    assert sorted(fetch.keys) == [1, 1, 2]


async def test_the_same_id_may_have_two_answers():
    """The same id may have two different answers: each answer has its place."""
    rolls = {"red": iter([6, 1]), "blue": iter([3])}
    roll = FakeService(lambda die: next(rolls[die]), takes=1, name="roll")

    *red, blue = await fetch_all(roll, ["red", "red", "blue"])

    assert (sorted(red), blue) == ([1, 6], 3)


async def test_ids_may_come_from_a_generator():
    """The ids may be any iterable, also one that can be read once only."""
    assert await fetch_all(FakeService(takes=1), (id for id in "ab")) == ["a", "b"]


async def test_they_are_fetched_together(clock):
    """The whole takes as long as the slowest request."""
    fetch = FakeService(takes={"a": 3, "b": 1, "c": 2})

    await fetch_all(fetch, "abc")

    assert clock.elapsed == 3, (
        f"Requests of 3, 1 and 2 s took {clock.elapsed:g} s in all; "
        f"{fetch.peak} was the most at a time. "
        "Which line waits before the next request was made?"
    )


async def test_many_are_fetched_together(clock):
    """However many there are, no request waits for a free place."""
    fetch = FakeService(takes=1)

    await fetch_all(fetch, range(200))

    assert clock.elapsed == 1, (
        f"200 requests of 1 s each took {clock.elapsed:g} s in all; {fetch.peak} was "
        "the most at a time. Who said that there is a limit?"
    )


async def test_a_failure_reaches_the_caller():
    """The exception of a request comes out."""
    error = OSError("connection lost")
    fetch = FakeService({"a": 1, "b": error}, takes={"a": 1, "b": 2})

    with pytest.raises(OSError) as caught:
        await fetch_all(fetch, "ab")

    assert caught.value is error


async def test_a_request_is_made_once():
    """A request that fails is not made again."""
    fetch = FakeService({"a": 1, "b": OSError("down")}, takes=1)

    with pytest.raises(OSError):
        await fetch_all(fetch, "ab")

    assert sorted(fetch.keys) == ["a", "b"]


def seen(task):
    """Count the exception of a task as seen."""
    if not task.cancelled():
        task.exception()


async def test_two_failures_are_no_group():
    """Where several requests fail, the exception of one of them comes out itself."""
    errors = [OSError("down"), ValueError("no such page")]

    async def fetch(id):
        asyncio.current_task().add_done_callback(seen)
        await asyncio.sleep(id + 1)
        raise errors[id]

    with pytest.raises((OSError, ValueError, ExceptionGroup)) as caught:
        await fetch_all(fetch, [0, 1])

    assert caught.value in errors, (
        f"Two requests failed, and {caught.value!r} came out. "
        "Which of the two can the caller catch now?"
    )
    await asyncio.sleep(5)  # What the other one does after a failure is left open.


@given(
    ids=st.lists(st.integers(0, 5), max_size=6),
    waits=st.lists(latencies(), min_size=6),
)
async def test_any_ids_and_any_latencies(ids, waits, clock):
    """The latencies change how long it takes, never what comes back."""
    fetch = FakeService(lambda id: f"page {id}", dict(enumerate(waits)))

    assert await fetch_all(fetch, ids) == [f"page {id}" for id in ids]

    assert clock.elapsed == max((waits[id] for id in ids), default=0)
