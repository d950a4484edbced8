"""Each distinct key once, all at once, in order."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies
from katas.ch03_gather.k3_fetch_dict import fetch_dict


async def test_each_key_has_its_value():
    """Each key comes with its own value, whichever is ready first."""
    fetch = FakeService({"a": 1, "b": 2}, takes={"a": 2, "b": 1})

    assert await fetch_dict(fetch, ["a", "b"]) == {"a": 1, "b": 2}


async def test_no_keys_no_values():
    """Without keys the dict is empty."""
    assert await fetch_dict(FakeService(), []) == {}


async def test_the_keys_keep_their_order():
    """The keys are in the order in which they first come."""
    fetch = FakeService(takes={"d": 3, "a": 1, "c": 2})

    found = await fetch_dict(fetch, ["d", "a", "c", "b", "a"])

    assert list(found) == ["d", "a", "c", "b"]


async def test_a_key_is_fetched_once():
    """A key that comes twice is fetched once."""
    fetch = FakeService(takes=1)

    await fetch_dict(fetch, ["a", "b", "a", "a"])

    assert sorted(fetch.keys) == ["a", "b"], (
        f"The keys were a, b, a, a, and these were fetched: {fetch.keys}. "
        "When do you look whether a key came before?"
    )


async def test_any_value_is_a_value():
    """None, False and an empty text are values like any other."""
    values = {"a": None, "b": False, "c": ""}

    assert await fetch_dict(FakeService(values, takes=1), "abc") == values


async def test_keys_may_come_from_an_iterator():
    """The keys may be any iterable, also one that can be read once only."""
    fetch = FakeService(takes=1)

    assert await fetch_dict(fetch, iter(["a", "b"])) == {"a": "a", "b": "b"}


async def test_they_are_fetched_together(clock):
    """The whole takes as long as the slowest request."""
    fetch = FakeService(takes={"a": 3, "b": 1, "c": 2})

    await fetch_dict(fetch, "abcb")

    assert clock.elapsed == 3, (
        f"Requests of 3, 1 and 2 s took {clock.elapsed:g} s in all. "
        "Which line waits before the next request was made?"
    )


async def test_many_are_fetched_together(clock):
    """However many there are, no request waits for a free place."""
    fetch = FakeService(takes=1)

    await fetch_dict(fetch, range(200))

    assert clock.elapsed == 1, (
        f"200 requests of 1 s each took {clock.elapsed:g} s in all; {fetch.peak} was "
        "the most at a time. Who said that there is a limit?"
    )


async def test_a_failure_reaches_the_caller():
    """The exception of a request comes out itself."""
    error = OSError("connection lost")
    fetch = FakeService({"a": 1, "b": error}, takes={"a": 1, "b": 2})

    with pytest.raises(OSError) as caught:
        await fetch_dict(fetch, "ab")

    assert caught.value is error


async def test_others_run_meanwhile(clock):
    """Two of them together take as long as one."""
    fetch = FakeService(takes=2)

    await asyncio.gather(fetch_dict(fetch, "ab"), fetch_dict(fetch, "cd"))

    assert clock.elapsed == 2


@given(
    keys=st.lists(st.integers(0, 4), max_size=8),
    waits=st.lists(latencies(), min_size=5),
)
async def test_any_keys_and_any_latencies(keys, waits, clock):
    """It does what a dict comprehension does, in the time of the slowest request."""
    fetch = FakeService(lambda key: key * 10, dict(enumerate(waits)))

    found = await fetch_dict(fetch, iter(keys))

    assert list(found.items()) == [(key, key * 10) for key in dict.fromkeys(keys)]
    assert len(fetch.calls) == len(set(keys))
    assert clock.elapsed == max((waits[key] for key in keys), default=0)
