"""A loop in a thread of its own runs what it is handed, and ends whole."""

import asyncio
import contextlib
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import loops_of_this_test, until
from katas.ch13_threads_processes.k5_loop_thread import LoopThread

pytestmark = pytest.mark.real_time


def came(condition):
    """Wait until something holds, or nothing goes on; tell whether it holds."""
    return asyncio.run(until(condition))


def outcome_of(future):
    """Return what came of a future: its result, its exception, or "cancelled"."""
    assert came(future.done), (
        "A coroutine was submitted, its future has neither a result nor an exception, "
        "and nothing goes on any more. "
        "Who runs the coroutine, and who tells its future?"
    )
    if future.cancelled():
        return "cancelled"
    return future.exception() or future.result()


async def value(result):
    """Wait for a moment, and return the result."""
    await asyncio.sleep(0)
    return result


async def fail(error):
    """Wait for a moment, and raise the error."""
    await asyncio.sleep(0)
    raise error


async def where():
    """Return the thread and the loop in which this runs."""
    return threading.current_thread(), asyncio.get_running_loop()


class Long:
    """Work that goes on; if it is cancelled, it tidies up, undisturbed."""

    def __init__(self, turns=1):
        self.turns = turns
        self.begun = self.tidy = False
        self.disturbed = 0

    async def work(self):
        """Work until this is cancelled."""
        self.begun = True
        try:
            await asyncio.sleep(3600)
        finally:
            for _ in range(self.turns):
                try:
                    await asyncio.sleep(0)
                except asyncio.CancelledError:
                    self.disturbed += 1
            self.tidy = True


def test_the_result_comes_out_of_the_future():
    """What the coroutine returns is in its future."""
    with LoopThread() as background:
        assert outcome_of(background.submit(value("page"))) == "page"


class PowerCut(BaseException):
    """An error that is no Exception."""


@pytest.mark.parametrize("error", [OSError("no page"), PowerCut("dark")], ids=repr)
def test_an_error_comes_out_of_the_future(error):
    """What the coroutine raises is in its future, and the loop goes on."""
    with LoopThread() as background:
        assert outcome_of(background.submit(fail(error))) is error
        assert outcome_of(background.submit(value("page"))) == "page"


def test_all_run_in_one_other_thread():
    """Every coroutine runs in the same loop, in the same thread, and not in ours."""
    with LoopThread() as background:
        thread, loop = outcome_of(background.submit(where()))
        again = outcome_of(background.submit(where()))

    assert thread is not threading.current_thread(), (
        "The coroutine ran in the thread that called submit(). "
        "Which thread runs the loop?"
    )
    assert again == (thread, loop), (
        f"The first coroutine ran in {thread.name}, the second one in {again[0].name}, "
        f"in {'the same' if again[1] is loop else 'another'} loop. How many are there?"
    )


def test_coroutines_run_beside_each_other():
    """submit() waits for nothing: two coroutines can wait for each other."""
    first, second = asyncio.Event(), asyncio.Event()

    async def meet(mine, other):
        mine.set()
        await other.wait()
        return "met"

    with LoopThread() as background:
        futures = [
            background.submit(meet(first, second)),
            background.submit(meet(second, first)),
        ]
        assert list(map(outcome_of, futures)) == ["met", "met"]


def test_to_cancel_the_future_cancels_the_coroutine():
    """The coroutine of a future that is cancelled gets a CancelledError."""
    long = Long()
    with LoopThread() as background:
        future = background.submit(long.work())
        came(lambda: long.begun)
        future.cancel()

        assert came(lambda: long.tidy), (
            "The future of a coroutine was cancelled, and the coroutine runs on. "
            "What ties the two together?"
        )
        assert outcome_of(background.submit(value("page"))) == "page"


def test_a_loop_that_sleeps_is_stopped():
    """stop() ends the thread, also where the loop has nothing to do."""
    background = LoopThread()
    background.start()
    thread, loop = outcome_of(background.submit(where()))
    background.stop()

    assert not thread.is_alive(), (
        "stop() has returned, and the thread is still alive. Who waits for its end?"
    )
    assert loop.is_closed(), (
        "stop() has returned, the thread has ended, and its loop is not closed. "
        "Who closes it, after it has stopped?"
    )


def test_stop_cancels_what_runs():
    """What still runs is cancelled once, and has tidied up when stop() returns."""
    brief, long = Long(), Long(1000)
    background = LoopThread()
    background.start()
    futures = [background.submit(work.work()) for work in (brief, long)]
    came(lambda: brief.begun and long.begun)
    background.stop()

    untidy = [work.turns for work in (brief, long) if not work.tidy]
    assert not untidy, (
        "Two coroutines were at work, which tidy up for 1 and for 1000 turns of the "
        f"loop. stop() has returned, and this one has not tidied up: {untidy}. "
        "Who cancels them, and who runs the loop until all of them have ended?"
    )
    assert not long.disturbed, (
        "A coroutine was at work, stop() cancelled it, and it tidied up. Meanwhile it "
        f"was cancelled again, {long.disturbed} times. How often do you cancel a task?"
    )
    assert [outcome_of(future) for future in futures] == ["cancelled", "cancelled"]


def test_stop_cancels_other_tasks_too():
    """A task that a coroutine has made, and left, is cancelled too."""
    long, tasks = Long(1000), []

    async def leave():
        tasks.append(asyncio.create_task(long.work()))
        await asyncio.sleep(0)

    with LoopThread() as background:
        background.submit(leave())
        came(lambda: long.begun)

    assert long.tidy, (
        "A coroutine had made a task, and returned. stop() has returned, and the task "
        "was not cancelled. How do you know all tasks of a loop?"
    )


def test_the_block_ends_it_after_an_error_too():
    """An error in the with block comes out, and the thread has ended."""
    error, seen = OSError("in the block"), []
    with contextlib.suppress(OSError), LoopThread() as background:
        seen += outcome_of(background.submit(where()))
        raise error
    assert not seen[0].is_alive(), (
        "The with block was left by an OSError, and the thread is still alive. "
        "How is a block left?"
    )

    with pytest.raises(OSError) as caught, LoopThread():
        raise error
    assert caught.value is error


@pytest.mark.parametrize("when", ["before start", "after stop"])
def test_who_does_not_run_takes_nothing(when):
    """submit() raises a RuntimeError before start() and after stop()."""
    background, coro = LoopThread(), value("page")
    if when == "after stop":
        with background:
            pass
        background.stop()
    try:
        with pytest.raises(RuntimeError) as caught:
            background.submit(coro)
    finally:
        coro.close()

    assert caught.type is RuntimeError


def test_a_second_stop_does_nothing():
    """Where it does not run, stop() does nothing."""
    LoopThread().stop()
    with LoopThread() as background:
        background.stop()
        background.stop()


kinds = st.sampled_from(["result", "error", "long", "cancelled"])


@settings(max_examples=12)
@given(script=st.lists(kinds, max_size=5), waits=st.booleans())
def test_any_script(script, waits):
    """Whatever is submitted: after stop() every future is done, and nothing is left."""
    errors, longs = [OSError(n) for n in range(5)], [Long() for _ in range(5)]
    calls = {
        "result": lambda n: value(n),
        "error": lambda n: fail(errors[n]),
        "long": lambda n: longs[n].work(),
        "cancelled": lambda n: longs[n].work(),
    }
    with LoopThread() as background:
        futures = [background.submit(calls[kind](n)) for n, kind in enumerate(script)]
        for kind, future in zip(script, futures, strict=True):
            if kind == "cancelled":
                future.cancel()
            elif waits and kind != "long":
                outcome_of(future)

    seen = [outcome_of(future) if future.done() else "open" for future in futures]
    for n, (kind, came_out) in enumerate(zip(script, seen, strict=True)):
        right = {"result": n, "error": errors[n]}.get(kind, "cancelled")
        allowed = [right] if waits else [right, "cancelled"]
        assert came_out in allowed, (
            f"{script} were submitted, then it was stopped. What came of number {n} "
            f"({kind}): {came_out!r}. Who cares for what is at work when it stops?"
        )
    assert all(long.tidy or not long.begun for long in longs), (
        f"{script} were submitted, then it was stopped, and one that was cancelled has "
        "not tidied up. Who runs the loop until all have ended?"
    )
    assert all(loop.is_closed() for loop in loops_of_this_test()), (
        "stop() has returned, and the loop is not closed. Who closes it?"
    )
