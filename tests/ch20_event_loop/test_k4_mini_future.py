"""A future gets a result once, and wakes all that wait for it, through the loop."""

import asyncio
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katas.ch20_event_loop.k4_mini_future import Future, InvalidState, Loop, Stuck


class Nothing(OSError):
    """An exception that is falsy."""

    def __bool__(self):
        return False


@pytest.fixture
def loop():
    """A loop for one test."""
    return Loop()


def run(loop, main, story):
    """Run a coroutine on the loop, and say so where it waits for ever."""
    try:
        return loop.run(main)
    except Stuck:
        message = f"{story} A task waits, and nothing is left to do. Who wakes it?"
        raise AssertionError(message) from None


async def sleep(loop, delay):
    """Wait for a future that a timer sets."""
    future = Future(loop)
    loop.call_later(delay, future.set_result, None)
    await future


def outcome(call, *args):
    """Return what a call does: the word returns or raises, and with which object."""
    try:
        return "returns", call(*args)
    except (OSError, InvalidState) as error:
        return "raises", error


def test_the_example(loop):
    """A task waits for the future, and gets its result when it is set."""

    async def main():
        future = Future(loop)
        loop.call_later(3, future.set_result, "here")
        return await future, loop.time

    got, at = run(loop, main(), "A task awaited a future, which a timer set.")

    assert (got, at) == ("here", 3), (
        "A timer set a future to 'here' at 3 s. A task that awaited it went on at "
        f"{at:g} s, with {got!r}. What ends the await, and what is its value?"
    )


def test_at_first_it_is_not_done(loop):
    """Before it is set it is not done, and `result` raises InvalidState."""
    future = Future(loop)

    assert future.done() is False, "A new future is `done`. What makes it done?"
    how, got = outcome(future.result)
    assert isinstance(got, InvalidState), (
        f"A future was not set, and its `result` {how} {got!r}. "
        "How does a caller see that there is nothing yet?"
    )


VALUES = {"None": None, "0": 0, "error": OSError("a value"), "ANY": ANY, "...": ...}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_result_may_be_anything(loop, value):
    """Any object is a result: `result` and each `await` return it."""
    check(loop, "set_result", value, "returns")


@pytest.mark.parametrize("error", [OSError, Nothing])
def test_an_exception_is_raised(loop, error):
    """What `set_exception` got is raised by each `await` and by `result`, itself."""
    check(loop, "set_exception", error("no line"), "raises")


def check(loop, method, value, expected):
    """Set a future for which two tasks wait, and look at what comes out."""
    future = Future(loop)

    async def wait():
        return await future

    async def main():
        tasks = [loop.spawn(wait()), loop.spawn(wait())]
        loop.call_later(1, getattr(future, method), value)
        await sleep(loop, 2)
        return tasks

    tasks = run(loop, main(), "A timer was to wake a task.")

    story = f"Two tasks awaited a future, and {method}({value!r}) was called."
    assert future.done() is True, (
        f"{story} Now `done` says {future.done()!r}. When is a future done?"
    )
    assert all(task.done() for task in tasks), (
        f"{story} A second later a task still waits. Who wakes it?"
    )
    seen = {"One await": tasks[0], "Another await": tasks[1], "`result`": future}
    for name, one in seen.items():
        how, got = outcome(one.result)
        copy = ", another one" * ((how, repr(got)) == (expected, repr(value)))
        assert (how, id(got)) == (expected, id(value)), (
            f"{story} {name} {how} {got!r}{copy}. Where is it kept, and how do you "
            "tell a result from an exception?"
        )


@pytest.mark.parametrize("first", ["set_result", "set_exception"])
@pytest.mark.parametrize("second", ["set_result", "set_exception"])
def test_it_is_set_once(loop, first, second):
    """To set it again raises InvalidState, and changes nothing."""
    future, value, calls = Future(loop), OSError("first"), []
    future.add_done_callback(calls.append)

    getattr(future, first)(value)
    how, got = outcome(getattr(future, second), OSError("second"))
    run(loop, sleep(loop, 1), "A timer was to wake a task.")

    assert isinstance(got, InvalidState), (
        f"After {first} came {second}, and it {how} {got!r}. Who looks at what is set?"
    )
    how, got = outcome(future.result)
    assert (how, got) == ("raises" if "exc" in first else "returns", value), (
        f"After {first}({value!r}) {second} was refused, and its `result` {how} "
        f"{got!r}. What do you do before you refuse?"
    )
    assert calls == [future], (
        f"{second} was refused, and {len(calls)} callbacks called. What does it change?"
    )


@pytest.mark.parametrize("late", [False, True], ids=["early", "late"])
def test_callbacks_are_called_by_the_loop(loop, late):
    """The loop calls a callback, later, with the future; also one that comes late."""
    future, log = Future(loop), []
    calls = [lambda: future.add_done_callback(log.append), lambda: future.set_result(1)]
    story = f"A callback was added {'after' if late else 'before'} a future was set."

    for call in calls[::-1] if late else calls:
        call()
    log.append("both")
    run(loop, sleep(loop, 1), "A timer was to wake a task.")

    assert log[0] == "both", (
        f"{story} It was called before this call returned. Who calls it, and when?"
    )
    assert log[1:], (
        f"{story} Nobody called it within a second. Who is told that it is done?"
    )
    got = ["the future" if it is future else it for it in log[1:]]
    assert got == ["the future"], (
        f"{story} It was called with {got}. How often is it called, and with what?"
    )


def test_callbacks_keep_their_order(loop):
    """The loop gets each callback, in the order they were added, equal ones too."""
    future, log = Future(loop), []
    callbacks = {name: lambda _, name=name: log.append(name) for name in "ab"}

    for name in "bab":
        future.add_done_callback(callbacks[name])
    future.set_result(1)
    future.add_done_callback(callbacks["a"])
    ready = len(loop.ready)
    run(loop, sleep(loop, 1), "A timer was to wake a task.")

    assert (ready, log) == (4, ["b", "a", "b", "a"]), (
        "The callbacks b, a and b were added; the future was set; a was added again. "
        f"Ready in the loop: {ready}; called: {log}. Which callbacks does the loop get?"
    )


def test_all_that_wait_go_on(loop):
    """Any number of tasks wait for a future; all go on, in the order they came."""
    log = []

    async def wait(future, name):
        log.append((name, await future, loop.time))

    async def main():
        future, other = Future(loop), Future(loop)
        tasks = [loop.spawn(wait(future, name)) for name in "bca"]
        tasks.append(loop.spawn(wait(other, "d")))
        loop.call_later(2, future.set_result, 7)
        loop.call_later(5, other.set_result, 8)
        for task in tasks:
            await task

    run(loop, main(), "Some tasks awaited a future that was set, or would be.")

    assert log == [("b", 7, 2), ("c", 7, 2), ("a", 7, 2), ("d", 8, 5)], (
        "b, c and a awaited a future that was set to 7 at 2 s; d another one, set to 8 "
        f"at 5 s. They went on so (name, value, time): {log}. Whom does a future wake?"
    )


def test_to_wait_is_to_yield_the_future(loop):
    """`await` yields the future itself, once, where it is not done."""
    future = Future(loop)
    waiting = iter(future.__await__())

    yielded = next(waiting, "nothing")
    assert yielded is future, (
        f"A future was awaited before it was set. `__await__` yielded {yielded!r}. "
        "What does the task need, to be woken?"
    )
    future.set_result(5)
    assert next(waiting, "nothing") == "nothing", (
        "The future was set, the task went on, and `__await__` yielded once more. "
        "What does it wait for now?"
    )


@pytest.mark.parametrize("end", [("set_result", 5), ("set_exception", InvalidState())])
def test_a_future_that_is_done_is_not_waited_for(loop, end):
    """Where it is done, `await` yields nothing: no other task gets a turn."""
    future, (method, value) = Future(loop), end
    getattr(future, method)(value)

    _, got = outcome(next, iter(future.__await__()), "nothing")
    what = "the future" if got is future else repr(got)
    assert any(got is it for it in ("nothing", value)), (
        f"After {method}({value!r}) `await` yielded {what}. What is there to wait for?"
    )


do = ["await", "set_result", "set_exception", "add_done_callback", "sleep"]
steps = st.tuples(st.sampled_from(do), st.integers(0, 2))


async def act(who, script, futures, sleep, log):
    """Take the steps of one task, and write down what happens."""
    for what, n in script:
        step = f"{who}: {what} {n}"
        arguments = {
            "set_result": who,
            "set_exception": OSError(who),
            "add_done_callback": lambda _, step=step: log.append(f"{step}, called"),
        }
        try:
            if what == "sleep":
                await sleep(n * 4 + who + 1)
            elif what == "await":
                await futures[n]
            else:
                getattr(futures[n], what)(arguments[what])
            log.append(step)
        except (OSError, InvalidState, asyncio.InvalidStateError) as error:
            log.append(f"{step} raises {type(error).__name__[:12]}")


async def play(scripts, new, sleep, spawn):
    """Let tasks use three futures, each by its script; return what happened."""
    futures, log = [new() for _ in range(3)], []
    tasks = [spawn(act(*script, futures, sleep, log)) for script in enumerate(scripts)]
    await sleep(99)
    for future in futures:
        if not future.done():
            future.set_result(None)
    for task in tasks:
        await task
    await sleep(1)
    for future in futures:
        outcome(future.result)
    return log


@given(scripts=st.lists(st.lists(steps, max_size=5), min_size=1, max_size=3))
async def test_it_keeps_the_order_of_asyncio(scripts):
    """Whatever tasks do, the same happens in the same order as with asyncio.Future."""
    loop, its = Loop(), asyncio.get_running_loop()

    expected = await play(scripts, its.create_future, asyncio.sleep, its.create_task)
    mine = play(scripts, lambda: Future(loop), lambda s: sleep(loop, s), loop.spawn)
    log = run(loop, mine, f"These tasks used three futures: {scripts}.")

    n = next((n for n, it in enumerate(log) if [it] != expected[n:][:1]), len(log))
    assert log == expected, (
        f"These tasks used three futures: {scripts}. First came: {log[:n]}. Next with "
        f"asyncio: {expected[n:][:1]}; with yours: {log[n:][:1]}. "
        "Who was woken too early, or too late?"
    )
