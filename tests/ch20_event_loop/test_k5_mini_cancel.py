"""A cancelled task hears of it at its await, cleans up, and then it has ended."""

import asyncio
from contextlib import AsyncExitStack, suppress
from types import SimpleNamespace as Tools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dojo.testing import Clock
from katas.ch20_event_loop import k5_mini_cancel as mini

CANCELLED = (mini.Cancelled, asyncio.CancelledError)


def on_asyncio():
    """Return what a story uses of asyncio."""
    loop = asyncio.get_running_loop()
    now, spawn, new = lambda: Clock().elapsed, loop.create_task, loop.create_future
    return Tools(lib=asyncio, call_later=loop.call_later, now=now, spawn=spawn, new=new)


def told(work, *cancels):
    """Return what happens on your loop."""
    loop = mini.Loop()
    now, spawn, new = lambda: loop.time, loop.spawn, lambda: mini.Future(loop)
    yours = Tools(lib=mini, call_later=loop.call_later, now=now, spawn=spawn, new=new)
    try:
        return loop.run(story_of(yours, work, *cancels))
    except mini.Cancelled:
        pytest.fail("A task nobody cancelled got Cancelled. Whose cancel is called?")


async def story_of(loop, work, *cancels):
    """Start some work, cancel it at some instants, and return what happens."""
    story = []

    def note(what):
        story.append(f"{what} at {loop.now():g} s")

    loop.task = loop.spawn(work(loop, note))
    for at in cancels:
        if at:
            await loop.lib.sleep(at - loop.now())
        note(f"cancel returns {loop.task.cancel()}")
    await loop.lib.sleep(0.125)
    await loop.lib.sleep(60 - loop.now())
    if not loop.task.done():
        return [*story, "it has not ended"]
    try:
        return [*story, f"it returns {loop.task.result()}"]
    except CANCELLED:
        return [*story, "it is cancelled"]
    except Exception as error:
        return [*story, f"it raises {type(error).__name__}"]


def assert_part(part, story, expected, scene, ask):
    """Compare a part of a story."""
    if "cancel returns None" in str(story):
        ask = "What does `cancel` tell the caller?"
    assert part == expected, f"{scene} In order: {'; '.join(story)}. {ask}"


async def wait(loop, note, waits=None, how="cleans up"):
    """Wait; where that is cancelled, do what `how` says."""
    try:
        await (waits or loop.lib.sleep(9))
    except CANCELLED:
        note("hears of it")
        if "cleans up" in how:
            await loop.lib.sleep(3)
            note("has cleaned up")
        if "fails" in how:
            raise OSError("full") from None
        if "goes on" in how:
            return "all the same"
        raise
    return "the end"


def within(*delays, how="cleans up", waits=lambda loop, note: None):
    """Return work in a block with time-outs, the first one around the others."""

    async def work(loop, note):
        async with AsyncExitStack() as stack:
            for delay in delays:
                await stack.enter_async_context(loop.lib.timeout(delay))
            return await wait(loop, note, waits(loop, note), how)

    return work


def test_it_cleans_up_with_an_await():
    """In its next turn it hears of it, cleans up with an await, and then has ended."""
    story = told(wait, 1)

    scene = "A task was cancelled at 1 s, and needs 3 s to clean up."
    end = ["has cleaned up at 4 s", "it is cancelled"]
    assert_part(story[-2:], story, end, scene, "How does it hear, and who runs it now?")
    begin = ["cancel returns True at 1 s", "hears of it at 1 s"]
    assert_part(story[:2], story, begin, scene, "Whose turn is it while `cancel` runs?")


@pytest.mark.parametrize("delays", [(), (2,)], ids=["cancelled", "timed out"])
@pytest.mark.parametrize("how", ["goes on", "fails"])
def test_what_comes_out_is_its_result(how, delays):
    """What returns or raises something else was not cancelled, and is no time-out."""
    end = {"goes on": "returns all the same", "fails": "raises OSError"}[how]

    story = told(within(*delays, how=f"cleans up, {how}"), *[1] * (not delays))

    scene = f"{'Too late' if delays else 'Cancelled'}, a block {how}, and so it {end}."
    assert_part(story[-1:], story, [f"it {end}"], scene, "Who decides how it ends?")


@pytest.mark.parametrize("cancels", [(0,), (0, 0)], ids=["once", "twice"])
def test_before_its_first_turn_it_never_begins(cancels):
    """A task that is cancelled before its first turn never begins."""
    story = told(wait, *cancels)

    scene = "A task was cancelled before its first turn, which was in the queue."
    end = [*["cancel returns True at 0 s"] * len(cancels), "it is cancelled"]
    assert_part(story, story, end, scene, "What does that turn do now?")


def test_a_task_that_is_done_is_not_cancelled():
    """Where it is done, `cancel` returns False, and its result stays."""
    story = told(wait, 20)

    scene, ask = "A task was done, and then cancelled.", "What is left to be cancelled?"
    end = ["cancel returns False at 20 s", "it returns the end"]
    assert_part(story, story, end, scene, ask)


def a_future(*, cancels):
    """Return a function that makes a future, set at 2 s; the task is cancelled then."""

    def waits(loop, note):
        future = loop.new()

        def ring():
            if not future.done():
                future.set_result("news")
            if cancels:
                note(f"cancel returns {loop.task.cancel()}")

        loop.call_later(2, ring)
        return future

    return waits


def itself(loop, note):
    """Cancel the task that runs, and return what it waits for next."""
    note(f"cancel returns {loop.task.cancel()}")
    return loop.lib.sleep(0)


def ended(loop, note):
    """Return a task, at whose end the one that waits for it is cancelled."""
    task = loop.spawn(loop.lib.sleep(2))
    task.callbacks.append(lambda: note(f"cancel returns {loop.task.cancel()}"))
    return task


@pytest.mark.parametrize("waits", [a_future(cancels=True), ended, itself])
def test_a_task_that_runs_or_is_woken_hears_of_it(waits):
    """It cancels itself, or what it waits for is done: Cancelled is raised there."""
    story = told(within(waits=waits))

    at, scene = 2, "What a task awaited was done; it was cancelled before its turn."
    if waits is itself:
        at, scene = 0, "A task cancelled itself, and then awaited sleep(0)."
    begin = [f"cancel returns True at {at} s", f"hears of it at {at} s"]
    assert_part(story[:2], story, begin, scene, "What does its next turn begin with?")


def test_a_further_call_is_raised_where_it_waits_then():
    """Cancelled again while it cleans up, it hears of that there."""
    story = told(wait, 1, 3)

    scene = "A task was cancelled at 1 s, cleaned up, and was cancelled again at 3 s."
    end = ["hears of it at 1 s", "cancel returns True at 3 s", "it is cancelled"]
    assert_part(story[1:], story, end, scene, "Where does it wait at 3 s?")


def test_what_it_waited_for_no_longer_wakes_it():
    """What it waited for may happen later: that disturbs nobody."""
    story = told(within(waits=a_future(cancels=False)), 1)

    scene = "A task waited for a future, set at 2 s. At 1 s the task was cancelled."
    end = ["has cleaned up at 4 s", "it is cancelled"]
    assert_part(story[2:], story, end, scene, "It cleans up for 3 s. What wakes it?")


def a_task(how):
    """Return a function that starts an inner task."""
    return lambda loop, note: loop.spawn(
        wait(loop, lambda what: note(f"inner {what}"), how=how)
    )


@pytest.mark.parametrize("how", ["cleans up", "cleans up, fails", "cleans up, goes on"])
def test_the_task_it_waits_for_is_cancelled_instead(how):
    """Where it waits for a task, that one is cancelled: its result decides."""
    story = told(within(how="ends", waits=a_task(how)), 1)

    scene = f"A task waits for an inner one that {how} in 3 s. It is cancelled at 1 s."
    ask = "Who is cancelled first, and what does the other one wait for?"
    inner = ["inner hears of it at 1 s", "inner has cleaned up at 4 s"]
    ends = {"up": ["hears of it at 4 s", "it is cancelled"]}
    ends |= {"fails": ["it raises OSError"], "on": ["it returns the end"]}
    assert_part(story[1:], story, [*inner, *ends[how.split()[-1]]], scene, ask)


def test_a_block_that_takes_longer_is_cancelled():
    """After `delay` the task is cancelled, cleans up, and TimeoutError comes out."""
    story = told(within(2))

    scene = "A block of 9 s had a time-out of 2 s, and needs 3 s to clean up."
    end = ["hears of it at 2 s", "has cleaned up at 5 s", "it raises TimeoutError"]
    assert_part(story, story, end, scene, "What happens at 2 s, and what then?")


@pytest.mark.parametrize("ends", ["well", "with an error"])
def test_a_timeout_that_is_over_does_nothing(ends):
    """Where the block has ended in time, in whatever way, nothing is left of it."""

    async def work(loop, note):
        with suppress(LookupError):
            async with loop.lib.timeout(0):
                if ends != "well":
                    raise LookupError("no line")
        return await wait(loop, note)

    story = told(work)

    scene = f"A block with a time-out of 0 s ended {ends}. 9 s of work followed."
    assert_part(story, story, ["it returns the end"], scene, "What is left of it then?")


@pytest.mark.parametrize(("delay", "at", "last"), [(20, 1, 4), (2, 1, 1), (2, 3, 3)])
def test_a_cancellation_is_no_timeout(delay, at, last):
    """Where somebody else cancels the task, Cancelled comes out of the block."""
    story = told(within(delay), at)

    scene = f"A time-out was due at {delay} s. Somebody cancelled the task at {at} s."
    ask = "How often was the task cancelled within the block, and by whom?"
    end = [f"{last} s", "it is cancelled"]
    assert_part([story[-2][-3:], story[-1]], story, end, scene, ask)


def test_what_was_before_the_block_does_not_count():
    """What was before a block, or is over, does not count; what was inside does."""

    async def work(loop, note):
        async with loop.lib.timeout(30):
            with suppress(*CANCELLED):
                await loop.lib.sleep(9)
            with suppress(TimeoutError):
                async with loop.lib.timeout(20):
                    with suppress(TimeoutError):
                        await within(2, how="ends")(loop, note)
                    await loop.lib.sleep(99)
            note("two time-outs")
            await loop.lib.sleep(99)

    story = told(work, 1)

    scene = "Cancelled at 1 s in a block of 30 s, it was late in ones of 2, 20, 30 s."
    end = ["hears of it at 3 s", "two time-outs at 21 s", "it is cancelled"]
    assert_part(story[1:], story, end, scene, "Which cancellations does a block count?")


hows = st.sampled_from(["ends", "goes on", "fails", "cleans up", "cleans up, goes on"])


@given(
    what=st.sampled_from(["9 s", "a future", "a future set just then", "a task"]),
    how=hows,
    inner=hows,
    cancels=st.lists(st.sampled_from([0, 1, 1.75, 3.25, 6.5]), max_size=2).map(sorted),
    delays=st.lists(st.sampled_from([1.5, 2.75, 7]), max_size=2),
)
@example(what="9 s", how="cleans up", inner="ends", cancels=[], delays=[2.75, 1.5])
async def test_it_is_as_in_asyncio(what, how, inner, cancels, delays):
    """Whatever it waits for, whenever it is cancelled: the same as in asyncio."""
    waits = {"9 s": lambda loop, note: None, "a task": a_task(inner)}
    waits.setdefault(what, a_future(cancels="just" in what))
    work = within(*delays, how=how, waits=waits[what])

    expected = await story_of(on_asyncio(), work, *cancels)
    story = told(work, *cancels)

    scene = f"A task waits for {what}. Cancelled, it {how} (an inner task: {inner}). "
    scene += f"Time-outs around it: {delays}. Somebody cancels it at {cancels} s."
    ask = f"In asyncio: {'; '.join(expected)}. Where do the two part?"
    assert_part(story, story, expected, scene, ask)
