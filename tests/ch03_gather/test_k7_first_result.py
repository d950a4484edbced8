"""The first job that succeeds wins, and no other goes on."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, stumble
from katas.ch03_gather.k7_first_result import first_result


async def assert_wins(expected, jobs, *, seen, question):
    """Race some jobs, and say what came out in the place of the winner."""
    try:
        answer = await first_result(jobs)
    except OSError as error:
        said = AssertionError(f"{seen}, and {error!r} came out. {question}")
        raise said.with_traceback(error.__traceback__) from None
    assert answer == expected, f"{seen}, and {answer!r} came back. {question}"


async def test_the_first_result_is_returned(clock):
    """The result of the fastest is there as soon as it has it."""
    ask = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="ask")

    await assert_wins(
        "b",
        [ask(key) for key in "abc"],
        seen="Jobs a, b and c, which return their names, take 3, 1 and 2 s",
        question="Which of them does your code wait for?",
    )

    assert clock.elapsed == 1, (
        f"The fastest had its answer after 1 s; it came after {clock.elapsed:g} s. "
        "Which jobs did it wait for?"
    )


async def test_a_failure_is_out_of_the_race():
    """A job that fails first does not win."""
    ask = FakeService(
        {"a": OSError("down"), "b": "good"}, takes={"a": 1, "b": 2}, name="ask"
    )

    await assert_wins(
        "good",
        [ask("a"), ask("b")],
        seen="Job a failed after 1 s, job b gives 'good' after 2 s",
        question="What does your code do with a job that has failed?",
    )


async def test_an_empty_result_wins():
    """An empty text is a result too."""
    ask = FakeService({"a": "", "b": "late"}, takes={"a": 1, "b": 9}, name="ask")

    await assert_wins(
        "",
        [ask("a"), ask("b")],
        seen="Job a gave an empty text after 1 s, job b gives 'late' after 9 s",
        question="How does your code find out whether a job has succeeded?",
    )


@pytest.mark.parametrize("place", [0, 20, 39])
async def test_a_result_wins_over_failures_of_the_same_moment(place):
    """Where some fail and one succeeds at the same moment, that one has won."""
    # So many of them that nobody takes the right one out of a set by luck.

    async def ask(number):
        await asyncio.sleep(1)
        if number == place:
            return "good"
        asyncio.current_task().add_done_callback(asyncio.Task.exception)
        raise OSError(number)

    await assert_wins(
        "good",
        [ask(number) for number in range(40)],
        seen="40 jobs ended at the same moment, one with 'good', 39 with an OSError",
        question="Which of those that have ended does your code look at?",
    )


async def test_the_others_are_cancelled():
    """A job that has not won is cancelled."""
    ask = FakeService(takes={"a": 1, "b": 9, "c": 9}, name="ask")

    await first_result([ask(key) for key in "abc"])

    await asyncio.sleep(0)  # The next test asks whether they have ended too.
    outcomes = [call.outcome for call in ask.calls]
    assert outcomes == ["answered", "cancelled", "cancelled"], (
        f"The first answered after 1 s, and these were the ends: {outcomes}. "
        "Which of them are still at work?"
    )


async def test_the_others_have_cleaned_up(clock):
    """It returns when the others have finished their cleaning up."""
    cleaned = []

    async def slow():
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(30)
            cleaned.append(clock.elapsed)

    await assert_wins(
        "fast",
        [slow(), asyncio.sleep(1, "fast"), slow()],
        seen="One job gave 'fast' after 1 s, the two others need 30 s to clean up",
        question="What does your code return?",
    )

    clean_at = ", ".join(f"{at:g}" for at in cleaned) or "none"
    assert cleaned == [31, 31], (
        "The winner had its answer after 1 s, and each of the two others needs 30 s to "
        f"clean up. It returned after {clock.elapsed:g} s, and they had cleaned up at "
        f"these seconds: {clean_at}. When is each one cancelled, and who waits for it?"
    )


async def test_a_loser_that_fails_has_lost():
    """A job that fails while it is cancelled does not change the result."""
    loser = stumble(9, OSError("cannot clean up"))

    await assert_wins(
        "fast",
        [loser, asyncio.sleep(1, "fast")],
        seen="One job gave 'fast' after 1 s, the other failed when it was cancelled",
        question="Which line of yours waits for the others?",
    )


async def test_all_of_them_fail(clock):
    """Where all fail, the exception of the last one is raised."""
    last = OSError("last")
    ask = FakeService(
        {"a": last, "b": OSError("first")}, takes={"a": 3, "b": 1}, name="ask"
    )

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await first_result([ask("a"), ask("b")])

    assert caught.value is last, (
        f"The last one failed after 3 s with {last!r}, and {caught.value!r} came out. "
        "Which of the two do you keep?"
    )
    assert clock.elapsed == 3, (
        "The last job failed after 3 s, and its exception came out after "
        f"{clock.elapsed:g} s. What does your code wait for?"
    )


async def test_a_cancellation_reaches_all_of_them():
    """If it is cancelled, all jobs are cancelled, and it waits for all of them."""
    ask, ended = FakeService(takes=9, name="ask"), []

    async def tidy(key, cleanup):
        try:
            await ask(key)
        finally:
            try:
                await asyncio.sleep(cleanup)
            finally:
                ended.append(key)

    task = asyncio.create_task(first_result([tidy("a", 1), tidy("b", 3)]))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])

    outcomes, then = [call.outcome for call in ask.calls], sorted(ended)
    assert task.cancelled(), (
        "It was cancelled, and did not end with CancelledError. "
        "What became of the cancellation in your code?"
    )
    assert outcomes == ["cancelled", "cancelled"], (
        f"It was cancelled, and these were the ends: {outcomes}. "
        "Who tells the tasks that it started?"
    )
    assert then == ["a", "b"], (
        "It was cancelled. Job a cleans up for 1 s, job b for 3 s. When it ended, "
        f"these had ended: {then}. What does your code wait for after a cancellation?"
    )


@given(cancellation=cancellations(least=1, most=6))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, no job is at work afterwards."""
    answers = {"a": OSError("a"), "b": OSError("b"), "c": 3}
    ask = FakeService(answers, takes={"a": 1, "b": 2, "c": 3}, name="ask")

    await cancellation.of(first_result([ask(key) for key in "abc"]))

    assert ask.at_work == 0, "It has ended, and some are still at work. Who ends them?"


@given(
    script=st.lists(
        st.tuples(st.integers(1, 200), st.booleans()),
        min_size=1,
        max_size=6,
        unique_by=lambda entry: entry[0],
    )
)
async def test_any_race(script, clock):
    """The winner is the earliest that succeeds, else the last error comes out."""
    outcomes = [n if good else OSError(n) for n, (_, good) in enumerate(script)]
    waits = [quarters / 4 for quarters, _ in script]
    ask = FakeService(outcomes.__getitem__, dict(enumerate(waits)), name="ask")
    good = [(wait, n) for n, wait in enumerate(waits) if script[n][1]]

    racing = first_result([ask(n) for n in range(len(script))])
    try:
        ended = await racing
    except OSError as error:
        ended = error

    expected = min(good)[1] if good else outcomes[waits.index(max(waits))]
    seen = f"The jobs end after {waits} s, with {outcomes}"
    assert ended == expected, f"{seen}. This came out: {ended!r}. Which one decides?"
    first = min(good)[0] if good else max(waits)
    assert clock.elapsed == first, (
        f"{seen}. It ended after {clock.elapsed:g} s. What does your code wait for?"
    )
