"""Both at once; a failure of one ends the other."""

import asyncio

import pytest
from hypothesis import given

from dojo.testing import FakeService, latencies, stumble
from katas.ch02_tasks.k1_start_both import start_both


async def test_both_results_are_returned():
    """The results come in the order of the arguments."""
    load = FakeService({"a": 1, "b": 2}, takes={"a": 2, "b": 1}, name="load")

    assert await start_both(load("a"), load("b")) == (1, 2)


async def test_both_are_at_work_together(clock):
    """The whole takes as long as the slower one."""
    load = FakeService(takes={"a": 3, "b": 2}, name="load")

    await start_both(load("a"), load("b"))

    assert clock.elapsed == 3, (
        f"Two that take 3 s and 2 s took {clock.elapsed:g} s together. "
        "When does the second one begin?"
    )


@pytest.mark.parametrize("failing", ["a", "b"])
async def test_an_exception_is_raised(failing):
    """The exception of either one comes out by itself."""
    error = LookupError("nobody")
    load = FakeService({"a": 1, "b": 2} | {failing: error}, takes=1, name="load")

    with pytest.raises((LookupError, ExceptionGroup)) as caught:
        await start_both(load("a"), load("b"))

    assert caught.value is error, (
        f"{error!r} was raised inside, and {caught.value!r} came out. What is in it?"
    )


@pytest.mark.parametrize("failing", ["a", "b"])
async def test_the_other_one_is_cancelled(failing, clock):
    """When one fails, the other is cancelled at once, whichever it is."""
    answers = {"a": 1, "b": 2} | {failing: OSError("down")}
    load = FakeService(answers, takes={"a": 9, "b": 9} | {failing: 1}, name="load")

    with pytest.raises(OSError):
        await start_both(load("a"), load("b"))

    assert clock.elapsed == 1, (
        f"One of them failed after 1 s, and that came out after {clock.elapsed:g} s. "
        "Which task does your code wait for first?"
    )
    await asyncio.sleep(0)  # The next test asks whether it has ended too.
    assert load.at_work == 0, (
        "One failed, its exception came out, and the other one goes on. Who ends it?"
    )


async def test_the_other_one_has_ended(clock):
    """The exception comes out when the other has finished its cleaning up."""
    cleaned = []

    async def slow():
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(2)
            cleaned.append(clock.elapsed)

    load = FakeService({"a": OSError("down")}, takes=1, name="load")
    with pytest.raises(OSError):
        await start_both(slow(), load("a"))

    assert cleaned == [3], (
        "One failed after 1 s, the other needs 2 s to clean up, and the exception came "
        f"out after {clock.elapsed:g} s. Who waits for a cancelled task?"
    )


async def test_the_first_exception_comes_out():
    """Where the other one fails while it cleans up, the first exception comes out."""
    first = OSError("down")
    load = FakeService({"b": first}, takes=1, name="load")

    with pytest.raises((OSError, ValueError, ExceptionGroup)) as caught:
        await start_both(stumble(9, ValueError("cannot clean up")), load("b"))

    assert caught.value is first, (
        f"One failed with {first!r}, the other failed later, when it was cancelled, "
        f"and {caught.value!r} came out. Which line of yours raised it?"
    )


async def test_a_group_that_was_raised_stays_whole():
    """What is raised may itself be an ExceptionGroup: it comes out as it is."""
    error = ExceptionGroup("two parts", [OSError("one"), ValueError("two")])
    load = FakeService({"a": error}, takes=1, name="load")

    with pytest.raises(Exception) as caught:
        await start_both(load("a"), asyncio.sleep(9))

    if caught.type is NotImplementedError:
        raise caught.value
    assert caught.value is error, (
        f"{error!r} was raised inside, and {caught.value!r} came out. "
        "How many groups did your code open?"
    )


@given(one=latencies(), other=latencies())
async def test_it_is_symmetric(one, other, clock):
    """With the two swapped, the results are swapped; the slower one says how long."""
    load = FakeService(takes={"a": one, "b": other}, name="load")

    there = await start_both(load("a"), load("b"))
    between = clock.elapsed
    back = await start_both(load("b"), load("a"))

    assert there == back[::-1] == ("a", "b")
    assert between == max(one, other)
