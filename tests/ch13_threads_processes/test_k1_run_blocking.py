"""Blocking calls run in threads, all at once, and the event loop is free."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import BlockingFunction, outcome_of, raising, until
from katas.ch13_threads_processes.k1_run_blocking import run_blocking

pytestmark = pytest.mark.real_time


class PowerCut(BaseException):
    """An error that is no Exception."""


async def test_the_results_are_in_order():
    """The results come in the order of the arguments, also if the last ends first."""
    with BlockingFunction(str.upper) as func:
        task = asyncio.create_task(run_blocking(func, ["ada", "bob"]))
        func.let_go("bob")
        await until(lambda: "bob" in func.ended)
        func.let_go("ada")
        made = await task

    assert made == ["ADA", "BOB"], (
        f"'ada' and 'bob' were to become 'ADA' and 'BOB', and {made!r} was returned. "
        f"The calls had ended in this order: {func.ended}. What do you return?"
    )


async def test_the_loop_is_free():
    """The function runs in other threads, never in that of the event loop."""
    with BlockingFunction() as func:
        task = asyncio.create_task(run_blocking(func, ["ada", "bob"]))
        await until(lambda: func.at_work or func.on_the_loop)

        assert not func.on_the_loop, (
            f"func({func.on_the_loop[0]!r}) was called in the thread of the event "
            "loop, which can do nothing else until it returns. "
            "Which line calls the function, and in which thread is this line?"
        )
        func.let_go()
        await task


async def test_all_are_at_work_at_the_same_time():
    """No call waits for the end of another one."""
    with BlockingFunction() as func:
        task = asyncio.create_task(run_blocking(func, [1, 2, 3, 4, 5]))
        await until(lambda: func.at_work == 5)

        assert func.at_work == 5, (
            f"There were five arguments, and calls for {func.keys} were at work; none "
            "of them had ended, and nothing more began. "
            "What does your code wait for before it begins the next one?"
        )
        func.let_go()
        await task


async def test_each_argument_is_used_once():
    """Equal arguments have a call each; what cannot be hashed may be one."""
    arguments = [["a"], ["a"], None, 0]
    with BlockingFunction(repr) as func:
        func.let_go()
        made = await run_blocking(func, arguments)

    assert sorted(map(repr, func.keys)) == sorted(map(repr, arguments)), (
        f"The arguments were {arguments}, and func was called with {func.keys}. "
        "Which argument had no call, or more than one?"
    )
    assert made == list(map(repr, arguments))


async def test_no_arguments():
    """Where there is nothing to do, the result is an empty list."""
    with BlockingFunction() as func:
        made = await run_blocking(func, [])

    assert (made, func.keys) == ([], [])


async def test_any_result():
    """Also None, 0 and an exception are results, if they are returned."""
    results = [None, OSError("returned, not raised"), 0]
    made = await outcome_of(run_blocking(results.__getitem__, [0, 1, 2]))

    assert made == results, (
        f"The calls returned {results}, none of them raised, and {made!r} came out. "
        "How do you know whether a call has failed?"
    )


async def test_a_failure_waits_for_the_others():
    """It does not end before all calls have ended, also where one has failed."""
    with BlockingFunction(raising({"bob": OSError("bob")})) as func:
        call = run_blocking(func, ["ada", "bob", "cyd"])
        task = asyncio.create_task(outcome_of(call))
        func.let_go("bob")
        await until(lambda: func.at_work == 2 and func.ended)

        assert not await until(task.done, idle=12), (
            "The call for 'bob' raised an OSError, the threads for 'ada' and 'cyd' "
            f"were still at work, and {task.result()!r} had come out of run_blocking. "
            "Who waits for the other threads?"
        )
        func.let_go()
        outcome = await task

    assert isinstance(outcome, OSError), f"OSError was raised, {outcome!r} came out."


@pytest.mark.parametrize("kind", [OSError, PowerCut])
async def test_the_first_of_the_arguments_that_failed_comes_out(kind):
    """Of several exceptions that of the first argument comes out, itself."""
    errors = {"bob": kind("bob"), "cyd": kind("cyd")}
    with BlockingFunction(raising(errors)) as func:
        call = run_blocking(func, ["ada", "bob", "cyd"])
        task = asyncio.create_task(outcome_of(call))
        func.let_go("cyd")
        await until(lambda: "cyd" in func.ended)
        func.let_go()
        outcome = await task

    assert outcome is errors["bob"], (
        f"Of 'ada', 'bob' and 'cyd' the call for 'cyd' raised {errors['cyd']!r} first, "
        f"later the one for 'bob' raised {errors['bob']!r}, and {outcome!r} came out. "
        "Which of the two comes first in the list, and what becomes of it?"
    )


@settings(max_examples=12)
@given(
    fails=st.lists(st.booleans(), max_size=5),
    order=st.permutations(range(5)),
)
async def test_any_calls_in_any_order(fails, order):
    """Whatever fails, in whatever order the calls end: as if one by one, in a loop."""
    errors = {key: OSError(key) for key, failed in enumerate(fails) if failed}
    arguments = list(range(len(fails)))
    with BlockingFunction(raising(errors)) as func:
        task = asyncio.create_task(outcome_of(run_blocking(func, arguments)))
        await until(lambda: func.at_work == len(fails))
        for key in order:
            func.let_go(key)
        outcome = await task
        at_work = func.at_work

    right = errors[min(errors)] if errors else arguments
    assert (outcome, at_work, sorted(func.keys)) == (right, 0, arguments), (
        f"The arguments were {arguments}, the calls for {list(errors)} raised. "
        f"{outcome!r} came out, {at_work} calls were still at work, and func was "
        f"called with {sorted(func.keys)}. "
        "Where does this differ from calls one by one?"
    )
