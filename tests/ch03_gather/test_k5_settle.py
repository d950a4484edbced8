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
        {"ada": "one", "bob": error, "alan": "three"},
        {"ada": 1, "bob": 2, "alan": 3},
        name="send",
    )

    results, errors = await settle([send("ada"), send("bob"), send("alan")])

    assert (list(results), list(errors)) == (["one", "three"], [error]), (
        "ada gave 'one', bob failed, and alan gave 'three'. "
        f"The results were {results}, and the errors {errors}. "
        "What becomes of the other two in your code when one fails?"
    )


async def test_nothing_to_do():
    """Without jobs both lists are empty."""
    results, errors = await settle([])

    assert (list(results), list(errors)) == ([], []), (
        f"There were no jobs. The results were {results}, and the errors {errors}. "
        "Where do they come from?"
    )


async def test_both_lists_are_in_order():
    """The order is that of the jobs, whichever is ready first."""
    late, early = OSError("late"), OSError("early")
    send = FakeService(
        {"a": "A", "b": late, "c": "C", "d": early},
        {"a": 4, "b": 3, "c": 2, "d": 1},
        name="send",
    )

    results, errors = await settle([send(key) for key in "abcd"])

    assert list(results) == ["A", "C"], (
        "Job a gave 'A' after 4 s, job c gave 'C' after 2 s, and the results were "
        f"{results}. What decides their order in your code?"
    )
    assert list(errors) == [late, early], (
        "Job b failed with OSError('late') after 3 s, job d with OSError('early') "
        f"after 1 s, and the errors were {errors}. "
        "What decides their order in your code?"
    )


async def test_a_failure_stops_no_other(clock):
    """It waits for all of them, also after a failure."""
    send = FakeService(
        {"a": OSError("down"), "b": "B"}, takes={"a": 1, "b": 9}, name="send"
    )

    results, _ = await settle([send("a"), send("b")])

    how = {call.key: call.outcome for call in send.calls}.get("b", "not begun")
    assert how == "answered", (
        "Job a failed after 1 s, and job b takes 9 s. When `settle` returned, after "
        f"{clock.elapsed:g} s, job b was {how}. Which line of yours waits for job b?"
    )
    assert list(results) == ["B"], (
        "Job a failed after 1 s, job b gave 'B' after 9 s, and the results were "
        f"{results}. What becomes of the result of job b in your code?"
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
        "One job ended with CancelledError, the other one gave 'fine'. "
        f"The results were {results}, and the errors {errors}. "
        "How does your code tell an error from a result?"
    )
    assert list(results) == ["fine"], (
        "One job ended with CancelledError, the other one gave 'fine', and the results "
        f"were {results}. What becomes of the other job in your code?"
    )


async def test_an_empty_result_is_a_result():
    """An empty text is a result like any other."""
    results, errors = await settle([asyncio.sleep(1, "fine"), asyncio.sleep(2, "")])

    assert (list(results), list(errors)) == (["fine", ""], []), (
        "One job gave 'fine', and the other one an empty text. "
        f"The results were {results}, and the errors {errors}. "
        "What does your code do with an empty text?"
    )


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

    good = [item for item in outcomes if isinstance(item, str)]
    bad = [item for item in outcomes if isinstance(item, OSError)]
    assert (list(results), list(errors)) == (good, bad), (
        f"In the order of the jobs, this is how they ended: {outcomes}. "
        f"The results were {results}, and the errors {errors}. "
        "What is missing, or in another place?"
    )
    slowest = max((seconds for _, seconds in script), default=0)
    assert clock.elapsed == slowest, (
        f"The slowest job took {slowest:g} s, and all of them {clock.elapsed:g} s. "
        "Which line waits before the next job has begun?"
    )
