"""Each result at its moment, in the order of the ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService
from katas.ch03_gather.k6_as_ready import as_ready


async def test_each_result_is_handed_on():
    """There is one call for each result."""
    offer = FakeService(takes=1, name="offer")
    seen = []

    await as_ready([offer("a"), offer("b")], seen.append)

    assert sorted(seen) == ["a", "b"], (
        f"The jobs gave 'a' and 'b', and these results were handed on: {seen}. "
        "Which line of yours calls `on_result`?"
    )


async def test_nothing_to_do():
    """Without jobs there is no call."""
    seen = []

    await as_ready([], seen.append)

    assert seen == [], (
        f"There were no jobs, and these results were handed on: {seen}. "
        "Where do they come from?"
    )


async def test_an_empty_result_is_a_result():
    """An empty text is a result like any other."""
    values, seen = {"a": "", "b": "5 euro", "c": ""}, []
    offer = FakeService(values, takes={"a": 1, "b": 2, "c": 3}, name="offer")

    await as_ready([offer(key) for key in values], seen.append)

    assert seen == ["", "5 euro", ""], (
        "The jobs gave an empty text, '5 euro' and an empty text. These results were "
        f"handed on: {seen}. What does your code do with an empty text?"
    )


async def test_the_first_to_end_comes_first():
    """The order is that in which the jobs end."""
    offer = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="offer")
    seen = []

    await as_ready([offer(key) for key in "abc"], seen.append)

    assert seen == ["b", "c", "a"], (
        f"They end in the order b, c, a, and were handed on in the order {seen}. "
        "When does each result exist?"
    )


async def test_each_result_comes_when_it_is_there(clock):
    """Each call comes at the moment at which its job ends."""
    offer = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="offer")
    seen = []

    await as_ready([offer(key) for key in "abc"], lambda _: seen.append(clock.elapsed))

    assert seen == [1, 2, 3], (
        f"Offers were ready after 1, 2 and 3 s, and were shown at {seen}. "
        "What does your code wait for before it shows the first one?"
    )


async def test_a_failure_stops_no_other(clock):
    """The results of the others are handed on, then the exception is raised."""
    error = OSError("down")
    offer = FakeService(
        {"a": error, "b": 2, "c": 3}, {"a": 1, "b": 2, "c": 9}, name="offer"
    )
    seen = []

    with pytest.raises(OSError) as caught:
        await as_ready([offer(key) for key in "abc"], seen.append)

    assert caught.value is error, (
        f"One job failed with {error!r}, and {caught.value!r} came out. "
        "Which line of yours raised it?"
    )
    assert seen == [2, 3], (
        f"One of three failed after 1 s, and these results were handed on: {seen}. "
        "Which line waits for the others after a failure?"
    )
    assert clock.elapsed == 9, (
        "One job failed after 1 s, the last one ended after 9 s. The exception came "
        f"out after {clock.elapsed:g} s. When does your code raise it?"
    )


async def test_the_first_of_several_failures_is_raised():
    """If several fail, the exception of the first is raised."""
    late, early = OSError("late"), ValueError("early")
    offer = FakeService({"a": late, "b": early}, takes={"a": 2, "b": 1}, name="offer")

    with pytest.raises((OSError, ValueError)) as caught:
        await as_ready([offer("a"), offer("b")], print)

    assert caught.value is early, (
        f"One failed after 1 s with {early!r}, one after 2 s with {late!r}, and "
        f"{caught.value!r} came out. Which of the two do you keep?"
    )


@given(quarters=st.lists(st.integers(1, 200), max_size=6, unique=True))
async def test_any_latencies(quarters, clock):
    """The calls are the results, sorted by the moment at which they are there."""
    waits = [quarter / 4 for quarter in quarters]
    offer = FakeService(takes=dict(enumerate(waits)), name="offer")
    seen = []

    await as_ready(
        [offer(number) for number in range(len(waits))],
        lambda number: seen.append((clock.elapsed, number)),
    )

    ends = sorted((wait, number) for number, wait in enumerate(waits))
    assert seen == ends, (
        f"Jobs ended like this, (seconds, number): {ends}. Their results were handed "
        f"on like this: {seen}. When does each result exist?"
    )
