"""All of them end; results and errors, each in order."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies
from katas.ch03_gather.k5_settle import settle


async def test_results_and_errors_are_apart():
    """What went well is in the first list, what went wrong in the second."""
    error = LookupError("no bob here")
    send = FakeService(
        {"ada": "one", "bob": error, "alan": "three"}, takes=1, name="send"
    )

    results, errors = await settle([send("ada"), send("bob"), send("alan")])

    assert list(results) == ["one", "three"]
    assert list(errors) == [error]


async def test_nothing_to_do():
    """Without jobs both lists are empty."""
    results, errors = await settle([])

    assert (list(results), list(errors)) == ([], [])


async def test_both_lists_are_in_order():
    """The order is that of the jobs, whichever is ready first."""
    late, early = OSError("late"), OSError("early")
    send = FakeService(
        {"a": "A", "b": late, "c": "C", "d": early},
        {"a": 4, "b": 3, "c": 2, "d": 1},
        name="send",
    )

    results, errors = await settle([send(key) for key in "abcd"])

    assert list(results) == ["A", "C"]
    assert list(errors) == [late, early]


async def test_a_failure_stops_no_other(clock):
    """It waits for all of them, also after a failure."""
    send = FakeService(
        {"a": OSError("down"), "b": "B"}, takes={"a": 1, "b": 9}, name="send"
    )

    results, _ = await settle([send("a"), send("b")])

    assert list(results) == ["B"]
    assert send.calls[1].outcome == "answered", (
        "The first one failed after 1 s, and the second one, which takes 9 s, was "
        f"{send.calls[1].outcome} after {clock.elapsed:g} s. Which line waits for it?"
    )


async def test_they_run_together(clock):
    """The whole takes as long as the slowest one, good or bad."""
    send = FakeService(
        {"a": "A", "b": OSError("down"), "c": "C"},
        {"a": 1, "b": 3, "c": 2},
        name="send",
    )

    await settle([send(key) for key in "abc"])

    assert clock.elapsed == 3, (
        f"Three that take 1, 3 and 2 s took {clock.elapsed:g} s in all. "
        "Which line waits before the next one has begun?"
    )


async def test_a_cancelled_one_is_an_error():
    """A job that ends with CancelledError has failed."""

    async def give_up():
        raise asyncio.CancelledError

    results, errors = await settle([give_up(), asyncio.sleep(1, "fine")])

    assert [type(error) for error in errors] == [asyncio.CancelledError], (
        f"One of them was cancelled, and these were the errors: {errors}. "
        "Is CancelledError an Exception? Look at its base class."
    )
    assert list(results) == ["fine"]


async def test_an_empty_result_is_a_result():
    """An empty text is a result like any other."""
    results, errors = await settle([asyncio.sleep(1, "fine"), asyncio.sleep(1, "")])

    assert list(results) == ["fine", ""]
    assert list(errors) == []


@given(script=st.lists(st.tuples(st.booleans(), latencies()), max_size=6))
async def test_any_outcomes(script, clock):
    """Results and errors together are all that there was, each in its order."""
    outcomes = [
        f"job {n}" if good else OSError(n) for n, (good, _) in enumerate(script)
    ]
    send = FakeService(
        outcomes.__getitem__, dict(enumerate(s for _, s in script)), name="send"
    )

    results, errors = await settle([send(n) for n in range(len(script))])

    assert list(results) == [n for n in outcomes if isinstance(n, str)]
    assert list(errors) == [e for e in outcomes if isinstance(e, OSError)]
    assert clock.elapsed == max((seconds for _, seconds in script), default=0)
