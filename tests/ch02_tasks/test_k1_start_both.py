"""Both run at the same time, and both results come back."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies
from katas.ch02_tasks.k1_start_both import start_both


async def test_both_results_are_returned():
    """The results come in the order of the arguments, also if the second is quicker."""
    load = FakeService({"a": "Ada", "g": "Grace"}, takes={"a": 2, "g": 1}, name="load")

    results = await start_both(load("a"), load("g"))

    assert isinstance(results, tuple), (
        f"You returned {results!r}. Its type is {type(results).__name__}. "
        "The stub promises a tuple: which line of yours makes one?"
    )
    assert not any(isinstance(result, asyncio.Task) for result in results), (
        "You returned a task in place of its result. What does `await task` give you?"
    )
    assert results == ("Ada", "Grace"), (
        f"The first coroutine gives 'Ada', the second 'Grace', and you returned "
        f"{results!r}. In which order?"
    )


async def test_both_are_at_work_together(clock):
    """The whole takes as long as the slower one."""
    load = FakeService(takes={"a": 3, "b": 2}, name="load")

    await start_both(load("a"), load("b"))

    began = " and ".join(f"after {call.began:g} s" for call in load.calls)
    assert clock.elapsed == 3, (
        f"Two that take 3 s and 2 s took {clock.elapsed:g} s together. They began: "
        f"{began or 'not yet'}. Which line of yours starts the second one?"
    )


async def test_the_second_may_be_slower(clock):
    """Both results are there, also if the first is quicker."""
    load = FakeService({"a": "Ada", "g": "Grace"}, takes={"a": 2, "g": 3}, name="load")

    results = await start_both(load("a"), load("g"))

    assert results == ("Ada", "Grace"), (
        "The first coroutine gives 'Ada', the second 'Grace', and you returned "
        f"{results!r}. What does `await task` give you?"
    )
    assert clock.elapsed == 3, (
        f"Two that take 2 s and 3 s took {clock.elapsed:g} s together. "
        "Which line of yours starts the second one?"
    )


@given(
    first=st.text(max_size=3),
    second=st.text(max_size=3),
    takes=st.tuples(latencies(), latencies()),
)
async def test_any_results_and_any_latencies(first, second, takes, clock):
    """The results are in order; the slower one says how long it takes."""
    load = FakeService([first, second].__getitem__, dict(enumerate(takes)), "load")

    results = await start_both(load(0), load(1))

    assert results == (first, second), (
        f"The first coroutine gives {first!r}, the second {second!r}, and you returned "
        f"{results!r}. What does `await task` give you?"
    )
    assert clock.elapsed == max(takes), (
        f"Two that take {takes[0]:g} s and {takes[1]:g} s took {clock.elapsed:g} s "
        "together. Which line of yours starts the second one?"
    )
