"""Blocking calls run in a few threads, and the event loop is free."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import BlockingFunction, outcome_of, raising, until
from katas.ch13_threads_processes.k2_limit_threads import limit_threads

pytestmark = pytest.mark.real_time


class PowerCut(BaseException):
    """An error that is no Exception."""


async def test_the_results_are_in_order():
    """The results come in the order of the items, also if the first ends last."""
    with BlockingFunction(str.upper) as func:
        task = asyncio.create_task(limit_threads(func, ["a", "b", "c"], 2))
        func.let_go("b", "c")
        await until(lambda: len(func.ended) == 2)
        func.let_go()
        made = await task

    assert made == ["A", "B", "C"], (
        f"The items were 'a', 'b' and 'c', and {made!r} was returned. "
        f"The calls had ended in this order: {func.ended}. What do you return?"
    )


async def test_the_loop_is_free():
    """The function runs in other threads, never in that of the event loop."""
    with BlockingFunction() as func:
        task = asyncio.create_task(limit_threads(func, ["a", "b"], 2))
        await until(lambda: func.at_work or func.on_the_loop)

        assert not func.on_the_loop, (
            f"func({func.on_the_loop[0]!r}) was called in the thread of the event "
            "loop, which can do nothing else until it returns. "
            "Which line calls the function, and in which thread is this line?"
        )
        func.let_go()
        await task


@pytest.mark.parametrize("workers", [1, 3])
async def test_so_many_are_at_work_and_no_more(workers):
    """So many calls are at work; another one begins only where one has ended."""
    with BlockingFunction() as func:
        task = asyncio.create_task(limit_threads(func, [1, 2, 3, 4, 5], workers))
        await until(lambda: func.at_work == workers)
        await until(lambda: func.at_work > workers, idle=12)

        assert func.at_work == workers, (
            f"There were five items, `workers` was {workers}, and calls for "
            f"{func.keys} were at work, before any of them had ended. "
            "What decides how many begin?"
        )
        func.let_go()
        await task

    assert func.peak == workers, (
        f"`workers` was {workers}, and {func.peak} calls were at work at the same "
        "time. "
        "When does your code begin another one?"
    )


async def test_where_one_ends_another_begins():
    """A call that takes long keeps nobody else waiting: they do not run in batches."""
    with BlockingFunction() as func:
        task = asyncio.create_task(limit_threads(func, ["slow", "b", "c", "d"], 2))
        func.let_go("b", "c", "d")
        await until(lambda: len(func.ended) == 3)

        assert len(func.ended) == 3, (
            "There were 2 workers. The call for 'slow' went on and on, the others were "
            f"free to end, and calls for {func.keys} had begun; nothing more happened. "
            "What does the next one wait for?"
        )
        func.let_go()
        await task


async def test_each_item_is_used_once():
    """Equal items have a call each; what cannot be hashed may be one."""
    items = [["a"], ["a"], None, 0]
    with BlockingFunction(repr) as func:
        func.let_go()
        made = await limit_threads(func, items, 2)

    assert sorted(map(repr, func.keys)) == sorted(map(repr, items)), (
        f"The items were {items}, and func was called with {func.keys}. "
        "Which item had no call, or more than one?"
    )
    assert made == list(map(repr, items))


async def test_no_items():
    """Where there is nothing to do, the result is an empty list."""
    assert await limit_threads(str, [], 2) == []


async def test_any_result():
    """Also None, 0 and an exception are results, if they are returned."""
    results = [None, OSError("returned, not raised"), 0]
    made = await outcome_of(limit_threads(results.__getitem__, [0, 1, 2], 2))

    assert made == results, (
        f"The calls returned {results}, none of them raised, and {made!r} came out. "
        "How do you know whether a call has failed?"
    )


@pytest.mark.parametrize("failed", ["a", "b"])
async def test_the_loop_is_free_after_a_failure(failed):
    """Also where a call has failed, the loop is free, and all calls end first."""
    with BlockingFunction(raising({failed: OSError(failed)})) as func:
        call = limit_threads(func, ["a", "b", "c", "d"], 2)
        task = asyncio.create_task(outcome_of(call))
        func.let_go(failed)
        # From here on the loop goes on only if nobody blocks it.
        await until(lambda: "c" in func.keys)

        assert not await until(task.done, idle=12), (
            f"The call for {failed!r} raised an OSError, calls for {func.keys} had "
            f"begun, and {func.at_work} of them were still at work when "
            f"{task.result()!r} came out of limit_threads. "
            "Who waits for the other threads?"
        )
        func.let_go()
        outcome = await task

    assert sorted(func.ended) == ["a", "b", "c", "d"], (
        f"The call for {failed!r} raised an OSError, and at the end there had been "
        f"calls for {func.ended}. What becomes of the other items?"
    )
    assert isinstance(outcome, OSError), f"OSError was raised, {outcome!r} came out."


@pytest.mark.parametrize("kind", [OSError, PowerCut])
async def test_the_first_of_the_items_that_failed_comes_out(kind):
    """Of several exceptions that of the first item comes out, itself."""
    errors = {"b": kind("b"), "c": kind("c")}
    with BlockingFunction(raising(errors)) as func:
        call = limit_threads(func, ["a", "b", "c"], 3)
        task = asyncio.create_task(outcome_of(call))
        func.let_go("c")
        await until(lambda: "c" in func.ended)
        func.let_go()
        outcome = await task

    assert outcome is errors["b"], (
        f"Of 'a', 'b' and 'c' the call for 'c' raised {errors['c']!r} first, later the "
        f"one for 'b' raised {errors['b']!r}, and {outcome!r} came out. "
        "Which of the two comes first in the list, and what becomes of it?"
    )


@pytest.mark.parametrize("fails", [False, True], ids=["all is well", "one fails"])
async def test_the_pool_is_shut_down(fails):
    """However it ends, no thread of a pool that was made here is left."""
    of_the_loop = []
    pool = ThreadPoolExecutor(
        8, initializer=lambda: of_the_loop.append(threading.current_thread())
    )
    asyncio.get_running_loop().set_default_executor(pool)
    with BlockingFunction(raising({"b": OSError("b")} if fails else {})) as func:
        func.let_go()
        call = limit_threads(func, ["a", "b", "c"], 2)
        # What this holds, nobody ends by throwing it away.
        frame = getattr(call, "cr_frame", None)
        await outcome_of(call)

    def left():
        own = set(func.threads) - set(of_the_loop)
        return sum(thread.is_alive() for thread in own)

    await until(lambda: not left())
    del frame
    assert not left(), (
        f"All calls had ended{', one with an OSError' if fails else ''}, and a thread "
        "of a pool still waited for more. Who tells the pool that there is no more?"
    )


@settings(max_examples=12)
@given(
    fails=st.lists(st.booleans(), max_size=6),
    workers=st.integers(1, 3),
    order=st.permutations(range(6)),
)
async def test_any_calls_in_any_order(fails, workers, order):
    """Whatever fails, in whatever order the calls end: as if one by one, in a loop."""
    errors = {key: OSError(key) for key, failed in enumerate(fails) if failed}
    items, most = list(range(len(fails))), min(len(fails), workers)
    with BlockingFunction(raising(errors)) as func:
        task = asyncio.create_task(outcome_of(limit_threads(func, items, workers)))
        await until(lambda: func.at_work == most)
        for key in order:
            func.let_go(key)
        outcome = await task
        at_work = func.at_work

    right = errors[min(errors)] if errors else items
    assert (outcome, at_work, sorted(func.keys)) == (right, 0, items), (
        f"The items were {items}, the calls for {list(errors)} raised. "
        f"{outcome!r} came out, {at_work} calls were still at work, and func was "
        f"called with {sorted(func.keys)}. "
        "Where does this differ from calls one by one?"
    )
    assert func.peak == most, (
        f"There were {len(items)} items, `workers` was {workers}, and at most "
        f"{func.peak} calls were at work at the same time. "
        "What decides how many begin?"
    )
