"""An ordinary function that runs a coroutine function on a loop of its own."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katas.ch01_coroutines.k10_run_main import run_main


async def running_loop():
    """Return the loop that this runs on."""
    await asyncio.sleep(1)
    return asyncio.get_running_loop()


def test_it_returns_the_result(clock):
    """It returns what the coroutine function returns, when that is done."""
    result = run_main(asyncio.sleep, 1, "done")

    assert result == "done", (
        "The coroutine returned 'done' after 1 s, and `run_main` a value of type "
        f"{type(result).__name__}. Who runs the coroutine?"
    )
    assert clock.elapsed == 1, (
        f"The coroutine takes 1 s, and `run_main` returned after {clock.elapsed:g} s. "
        "What does it wait for?"
    )


def test_it_passes_all_arguments_on():
    """Every argument reaches the coroutine function, in order."""

    async def collect(*args):
        return args

    for args in [(), (1, "two", None)]:
        got = run_main(collect, *args)
        assert got == args, (
            f"`run_main` was given the arguments {args}, and the coroutine function "
            f"{got}. Where are they lost?"
        )


@pytest.mark.parametrize("kind", [ValueError, RuntimeError])
def test_an_exception_reaches_the_caller(kind):
    """What the coroutine function raises comes through unchanged."""
    error = kind("no such user")

    async def fail():
        raise error

    with pytest.raises(kind) as caught:
        run_main(fail)

    if caught.type is NotImplementedError:
        raise caught.value
    assert caught.value is error, (
        f"The coroutine raised {error!r}, and the caller got {caught.value!r}. "
        "Which errors does your code take for its own?"
    )


def test_an_interrupt_reaches_the_caller():
    """A KeyboardInterrupt ends the program, so it comes through too."""

    async def interrupt():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_main(interrupt)


def test_the_loop_is_closed():
    """The loop is closed when `run_main` returns."""
    loop = run_main(running_loop)

    assert loop.is_closed(), (
        "`run_main` returned, and its event loop was still open. Who closes it?"
    )


def test_the_loop_is_closed_after_an_exception():
    """The loop is closed after a failure too."""
    loops = []

    async def fail():
        loops.append(asyncio.get_running_loop())
        raise ValueError

    with pytest.raises(ValueError):
        run_main(fail)

    assert loops, "The coroutine has not run. Who runs it?"
    assert loops[0].is_closed(), (
        "The coroutine failed, and the event loop was still open. Who closes it then?"
    )


def test_each_call_has_a_loop_of_its_own():
    """Calls one after another use different loops."""
    first, second = run_main(running_loop), run_main(running_loop)

    assert first is not second, (
        "Two calls ran on the same event loop. Who makes the loop of the second call?"
    )


async def test_it_refuses_inside_a_coroutine():
    """Where a loop is running it raises RuntimeError, and starts nothing."""
    started = []

    async def start():
        started.append(True)

    with pytest.raises(RuntimeError) as caught:
        run_main(start)

    if caught.type is NotImplementedError:
        raise caught.value
    assert not started, "It refused, and yet the coroutine ran. Who started it?"


@given(numbers=st.lists(st.integers()))
def test_any_pure_function_gives_its_own_result(numbers):
    """A function gives the same result as it does when it is not a coroutine."""

    async def add(*numbers):
        await asyncio.sleep(len(numbers))
        return sum(numbers)

    total = run_main(add, *numbers)
    assert total == sum(numbers), (
        f"The numbers are {numbers}, their sum is {sum(numbers)}, and this came back: "
        f"{total!r}. What does `run_main` return?"
    )


@given(calls=st.integers(1, 5))
def test_any_number_of_calls_leaves_closed_loops(calls):
    """N calls in a row use N loops, all of them closed."""
    loops = [run_main(running_loop) for _ in range(calls)]

    assert len(set(loops)) == calls, (
        f"{calls} calls used {len(set(loops))} event loops. Who makes them?"
    )
    still_open = sum(not loop.is_closed() for loop in loops)
    assert still_open == 0, (
        f"{calls} calls have returned, and {still_open} event loops were still open. "
        "Who closes them?"
    )
