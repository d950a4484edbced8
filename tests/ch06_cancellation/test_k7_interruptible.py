"""What is running can be interrupted, and a cancellation stays a cancellation."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Job, cancelled_at, latencies, outcome_of
from katas.ch06_cancellation.k7_interruptible import Interrupted, Interruptible

ENDS = ["a CancelledError", "a result", "OSError('down')", "PowerCut()"]


class PowerCut(BaseException):
    """An error that is no Exception."""


def command(cleanup, end="a CancelledError"):
    """Return a job of 9 s, and say how it ends if it is cancelled."""
    error = {"OSError('down')": OSError("down"), "PowerCut()": PowerCut()}.get(end)
    swallows = end == "a result"
    return Job("command", 9, cleanup=cleanup, cleanup_error=error, swallows=swallows)


def at(second, *actions):
    """Call functions, one after another, some seconds from now."""
    loop = asyncio.get_running_loop()
    return loop.call_later(second, lambda: [act() for act in actions])


async def ended(task):
    """Wait for a task that runs an operation, and return what came out of it."""
    return await outcome_of(asyncio.wait_for(task, None))


@pytest.mark.parametrize("value", ["found", None, OSError("an old one")], ids=repr)
async def test_the_result_is_returned(value, clock):
    """Nobody interrupts: the result of the operation."""
    search = Job("command", 3.0625, result=value)

    out = await outcome_of(Interruptible().run(search()))

    # An exception that is returned comes so; see outcome_of.
    right = ("returned", value) if isinstance(value, Exception) else value
    assert (out, clock.elapsed) == (right, 3.0625), (
        f"The operation returned {value!r} at 3.0625 s, and at {clock.elapsed:g} s "
        f"{out!r} came out. What does your code wait for, and what does it return?"
    )


@pytest.mark.parametrize(
    "error", [OSError("down"), PowerCut(), asyncio.CancelledError()], ids=repr
)
async def test_an_exception_comes_out(error):
    """Nobody interrupts: the exception of the operation."""
    out = await outcome_of(Interruptible().run(Job("command", error=error)()))

    assert type(out) is type(error), (
        f"Nobody interrupted the operation, it ended with {error!r}, and {out!r} came "
        "out. How does your code know that it was interrupted?"
    )


@pytest.mark.parametrize("end", ENDS)
async def test_it_is_interrupted_in_whatever_way_it_ends(end, clock):
    """When the operation has ended, Interrupted is raised; a failure is its cause."""
    console, job = Interruptible(), command(2, end)
    at(2.0625, console.interrupt, console.interrupt)
    at(3, console.interrupt)

    task = await cancelled_at(console.run(job()))
    out = await ended(task)

    assert job.cancelled == [2.0625], (
        "It was interrupted twice at 2.0625 s and once at 3 s, while it cleaned up. It "
        f"was asked to stop at these times: {job.cancelled}. How often should it be?"
    )
    told = (
        f"Interrupted at 2.0625 s, it cleaned up until 4.0625 s, and ended with {end}"
    )
    assert clock.elapsed == 4.0625, (
        f"{told}, and {out!r} came out at {clock.elapsed:g} s. "
        "When has an operation ended?"
    )
    assert type(out) is Interrupted, (
        f"{told}, and {out!r} came out. What does the user of the console expect?"
    )
    assert out.__cause__ is job.cleanup_error or not job.cleanup_error, (
        f"{told}, and the __cause__ of Interrupted is {out.__cause__!r}. "
        "What becomes of the exception of the operation?"
    )
    assert task.cancelling() == 0, (
        f"{told}. Nobody cancelled the calling task, and its cancelling() is "
        f"{task.cancelling()}. What counts that request, and what takes it back?"
    )


@pytest.mark.parametrize("instants", [(2,), (2, 3)], ids=["once", "twice"])
@pytest.mark.parametrize("end", ENDS[:3])
async def test_a_cancellation_stays_a_cancellation(end, instants, clock):
    """If the calling task is cancelled, so is the operation; it ends cancelled."""
    job = command(3, end)

    out = await outcome_of(Interruptible().run(job()), *instants)

    told = f"The calling task was cancelled at {' s and '.join(map(str, instants))} s"
    assert job.cancelled, (
        f"{told}, and the operation was never asked to stop. What does your code await?"
    )
    assert (job.ended, clock.elapsed) == (5, 5), (
        f"{told}, and the operation cleaned up from 2 s to 5 s. At {clock.elapsed:g} s "
        f"{out!r} came out. Which line waits for the operation then?"
    )
    assert isinstance(out, asyncio.CancelledError), (
        f"{told}, the operation ended with {end}, and {out!r} came out. "
        "How does the console hear that it has to end?"
    )


async def test_the_next_operation_can_be_run():
    """After an interruption, the next operation runs as if nothing had happened."""
    console, outs = Interruptible(), []
    at(2, console.interrupt)
    at(6, console.interrupt)

    found = Job("command", 1, result="found")
    for job, *instants in [(command(2),), (command(2),), (found,), (command(2), 1)]:
        outs.append(await outcome_of(console.run(job()), *instants))

    names = [out if out == "found" else type(out).__name__ for out in outs]
    assert names == ["Interrupted", "Interrupted", "found", "CancelledError"], (
        "Of four operations the first two were interrupted, and the calling task was "
        f"cancelled during the last one. This came out: {names}. "
        "What do you remember from one operation to the next?"
    )


async def test_while_nothing_is_running_interrupt_does_nothing():
    """An interruption before an operation, or after it, hits nobody."""
    console, outs = Interruptible(), []

    async def caller():
        console.interrupt()
        outs.append(await console.run(asyncio.sleep(1, "first")))
        console.interrupt()
        outs.append(await asyncio.sleep(1, "pause"))
        outs.append(await console.run(asyncio.sleep(1, "second")))

    end = await outcome_of(caller())

    assert outs == ["first", "pause", "second"], (
        "While nothing was running, interrupt was called: before an operation, and in "
        f"the pause between two. These came to their end: {outs}; then {end!r} came "
        "out. What is there to be interrupted?"
    )


@pytest.mark.parametrize("order", ["interrupt, cancel", "cancel, interrupt"])
@pytest.mark.parametrize("later", [0, 1, 2])
async def test_a_cancellation_counts_more_than_an_interruption(order, later):
    """Where both come, before, after or at once, it is a CancelledError."""
    console = Interruptible()
    task = asyncio.create_task(console.run(command(2)()))
    calls = {"interrupt": console.interrupt, "cancel": task.cancel}
    first, second = (calls[name] for name in order.split(", "))
    # The two may come in one step, too.
    at(2, first, *[] if later else [second])
    at(2 + later, *[second] if later else [])
    await asyncio.wait([task])
    out = await ended(task)

    told = f"These calls came at 2 s and {2 + later} s: {order}"
    assert isinstance(out, asyncio.CancelledError), (
        f"{told}. {out!r} came out. Which of the two must not be lost?"
    )
    assert task.cancelling() == 1, (
        f"{told}. After that, cancelling() of the calling task is {task.cancelling()}. "
        "How often did somebody else cancel it?"
    )


async def test_a_time_out_inside_hides_no_interruption():
    """An operation whose own time-out is just over can still be interrupted."""
    console, job = Interruptible(), command(2)

    async def operation():
        try:
            async with asyncio.timeout(1):
                await job()
        except TimeoutError:
            await asyncio.sleep(9)

    at(2, console.interrupt)
    await outcome_of(console.run(operation()))

    assert job.cancelled == [1, 2], (
        "The operation was busy with a time-out of its own, of 1 s, when it was "
        f"interrupted at 2 s. It was asked to stop at these times: {job.cancelled}. "
        "What else may cancel a task?"
    )


@pytest.mark.parametrize("interrupted", [False, True])
async def test_a_time_out_outside_is_one(interrupted):
    """The time-out of the caller gives a TimeoutError, interrupted or not."""
    console = Interruptible()
    if interrupted:
        at(2, console.interrupt)

    async def with_timeout():
        async with asyncio.timeout(3):
            await console.run(command(2)())

    out = await outcome_of(with_timeout())

    seen = "It was interrupted at 2 s, and a" if interrupted else "A"
    assert isinstance(out, TimeoutError), (
        f"{seen} time-out of 3 s around it was over: {out!r} came out. "
        "How often was the calling task asked to stop, and by whom?"
    )


async def test_it_may_be_used_while_its_caller_cleans_up():
    """A caller that was cancelled before is interrupted or cancelled like any other."""
    console, outs = Interruptible(), []

    async def close():
        try:
            await asyncio.sleep(9)
        finally:
            _ = at(2, console.interrupt), at(5, console.interrupt)
            for seconds in (9, 1, 9):
                job = Job("command", seconds, cleanup=1, result="found")
                try:
                    outs.append(await console.run(job()))
                except (Interrupted, asyncio.CancelledError) as error:
                    outs.append(type(error).__name__)
            outs.append(asyncio.current_task().cancelling())

    await outcome_of(close(), 1, 6.5)

    question = "Was anybody cancelled while the first two were running?"
    if outs[:2] == ["Interrupted", "found"]:
        question = "How do you know that your caller is cancelled once more?"
    assert outs == ["Interrupted", "found", "CancelledError", 2], (
        "A task was cancelled, and ran three operations in its `finally`. The first "
        "and the third were interrupted, and then the task was cancelled again. These "
        f"came out, and its cancelling() in the end: {outs}. {question}"
    )


async def test_each_interrupts_its_own():
    """Where two are running, an interruption hits the one that is meant."""
    left, right = Interruptible(), Interruptible()
    at(1, left.interrupt)

    outs = await asyncio.gather(
        outcome_of(left.run(asyncio.sleep(3, "left"))),
        outcome_of(right.run(asyncio.sleep(3, "right"))),
    )

    assert (type(outs[0]), outs[1]) == (Interrupted, "right"), (
        f"Of two that were running the left one was interrupted; {outs} came out. "
        "How does each know its own operation?"
    )


@given(
    cleanup=st.integers(0, 64).map(lambda sixteenths: sixteenths / 16),
    interrupts=st.lists(latencies(most=12), max_size=3),
    cancels=st.lists(latencies(most=12), max_size=3),
    way=st.sampled_from(ENDS),
)
async def test_any_script(cleanup, interrupts, cancels, way, clock):
    """Whatever happens when, an operation ends as promised, and so does the next."""
    interrupts = sorted(instant + 1 / 32 for instant in interrupts)
    cancels = sorted(instant + 1 / 64 for instant in cancels)
    first = min([*interrupts, *cancels], default=99)
    end = first + cleanup if first < 9 else 9
    hits = [instant for instant in cancels if instant < end]
    how = "CancelledError" if hits else "Interrupted" if first < 9 else "None"
    console, job = Interruptible(), command(cleanup, way)
    timers = [at(instant, console.interrupt) for instant in interrupts]

    task = await cancelled_at(console.run(job()), *cancels)
    elapsed, out = clock.elapsed, await ended(task)
    for timer in timers:
        timer.cancel()
    following = await outcome_of(console.run(asyncio.sleep(1, "next")))

    name = str(out) if out is None else type(out).__name__
    seen = (name, elapsed, task.cancelling(), following)
    assert seen == (how, end, len(hits), "next"), (
        f"An operation of 9 s cleans up for {cleanup} s, and ends then with {way}. "
        f"Interrupted at {interrupts}, cancelled at {cancels}: {name} came out at "
        f"{elapsed} s, cancelling() was {task.cancelling()}, the next one gave "
        f"{following!r}. Right is: {how} at {end} s, {len(hits)}, 'next'. "
        "Where do the two part?"
    )
