"""What was done is undone, to its end, whatever happens meanwhile."""

import asyncio
import functools
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import (
    FakeService,
    Job,
    cancellations,
    cancelled_at,
    latencies,
    outcome_of,
)
from katas.ch06_cancellation.k6_undo_steps import undo_steps


class PowerCut(BaseException):
    """An error that is no Exception."""


class Journey:
    """Steps that take 1 s to do, what becomes of them, and what is booked."""

    def __init__(self, names, fails=(), undo_fails=(), undo_takes=1):
        self.names = list(names)
        self.do = FakeService(dict(fails).get, 1, name="do")
        self.undo = FakeService(dict(undo_fails).get, undo_takes, name="undo")
        self.booked = []

    async def _do(self, name):
        await self.do(name)
        self.booked.append(name)

    async def _undo(self, name):
        await self.undo(name)
        self.booked.remove(name)

    @property
    def steps(self):
        """The pairs of coroutine functions."""
        return [
            (functools.partial(self._do, name), functools.partial(self._undo, name))
            for name in self.names
        ]

    @property
    def undone(self):
        """Which `undo` ended how and when, in the order in which they began."""
        return ", ".join(
            f"{call.key} {call.outcome.replace('answered', 'done')}"
            + ("" if call.ended is None else f" at {call.ended:g} s")
            for call in self.undo.calls
        )


@pytest.fixture
def failures():
    """Collect the exceptions that are logged as errors."""
    seen = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: seen.append(record.exc_info and record.exc_info[1])
    log = logging.getLogger("undo_steps")
    log.addHandler(handler)
    yield seen
    log.removeHandler(handler)


@pytest.mark.parametrize("error", [OSError("no room"), PowerCut()], ids=repr)
async def test_what_was_done_is_undone(error):
    """Where the second step fails, the first one is undone, and the error comes out."""
    journey = Journey(["train", "hotel"], fails={"hotel": error})

    out = await outcome_of(undo_steps(journey.steps))

    question = "Which exceptions does your code see?"
    if isinstance(error, Exception):
        question = "Which steps were done?"
    assert journey.undo.keys == ["train"], (
        f"The train was booked, the hotel failed with {error!r}. {out!r} came out, and "
        f"these had been undone: {journey.undo.keys}. {question}"
    )
    assert out is error, (
        f"The hotel failed with {error!r}, and {out!r} came out. "
        "What becomes of the exception in your code?"
    )


async def test_where_all_succeed_nothing_is_undone():
    """All steps are done, one after another, and stay."""
    journey = Journey(["train", "hotel", "car"])

    await undo_steps(journey.steps)

    begins = [(call.key, call.began) for call in journey.do.calls]
    right = [("train", 0), ("hotel", 1), ("car", 2)]
    assert (begins, journey.undo.keys) == (right, []), (
        f"Each step takes 1 s, and all went well. They began at these times: {begins}, "
        f"and these were undone: {journey.undo.keys}. What follows a step?"
    )


async def test_the_last_is_undone_first(clock):
    """The undoing goes back one by one, and the error comes when it is over."""
    journey = Journey("abcd", fails={"d": OSError("down")}, undo_takes=2)

    await outcome_of(undo_steps(journey.steps))

    assert journey.undone == "c done at 6 s, b done at 8 s, a done at 10 s", (
        "The steps a, b and c were done, d failed at 4 s, each undo takes 2 s. When "
        f"this ended, at {clock.elapsed:g} s, the undos were: "
        f"{journey.undone or 'not begun'}. In which order, and when does each begin?"
    )


async def test_a_cancellation_undoes_too(clock):
    """Cancelled in the middle, it undoes what was done, and ends cancelled then."""
    journey = Journey("abc", undo_takes=2)

    out = await outcome_of(undo_steps(journey.steps), 2.5)

    assert journey.undone == "b done at 4.5 s, a done at 6.5 s", (
        "It was cancelled at 2.5 s, when a and b had been done. When it ended, at "
        f"{clock.elapsed:g} s, the undos were: {journey.undone or 'not begun'}. "
        "Which exceptions does your code see?"
    )
    assert journey.booked == [], (
        f"It was cancelled at 2.5 s, while it did c, and {journey.booked} stayed. "
        "What tells the step that is at work?"
    )
    assert isinstance(out, asyncio.CancelledError), (
        f"The caller was cancelled at 2.5 s, and {out!r} came out. "
        "What becomes of the CancelledError after the undoing?"
    )


@pytest.mark.parametrize(
    "instants", [(3,), (3, 4), (3, 3, 5, 6.25)], ids=["twice", "thrice", "five times"]
)
async def test_further_cancellations_do_not_cut_it_off(instants, failures):
    """However often it is cancelled, each undo runs to its end; a failure is logged."""
    error = ValueError("late")
    journey = Journey("abc", undo_fails={"a": error}, undo_takes=2)

    out = await outcome_of(undo_steps(journey.steps), 2.5, *instants)

    again = " and ".join(f"{instant:g} s" for instant in instants)
    seen, right = (journey.undone, type(out)), "b done at 4.5 s, a failed at 6.5 s"
    told = f"It was cancelled at 2.5 s, and again at {again}; each undo takes 2 s"
    assert seen == (right, asyncio.CancelledError), (
        f"{told}. When {out!r} came out, the undos were: {journey.undone}. "
        "What does each of these cancellations reach?"
    )
    assert failures == [error], (
        f"{told}, and that of a failed with {error!r}. These were logged: {failures}. "
        "How does anybody hear of it?"
    )


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("error", [OSError("down"), PowerCut()], ids=repr)
@pytest.mark.parametrize("instant", [3, 3.5, 5.0625, 6.5, 7.125])
async def test_a_cancellation_after_a_failure_is_not_lost(instant, error, late, clock):
    """Cancelled while it undoes, it ends cancelled, also where a step had failed."""
    journey = Journey("abc", fails={"c": error}, undo_takes=2.0625)

    # At 3 s a step fails; at 5.0625 s and 7.125 s an undo ends.
    task = await cancelled_at(undo_steps(journey.steps), instant, late=late)

    assert task.cancelled(), (
        f"A step failed at 3 s, and this ended at {clock.elapsed:g} s with "
        f"{task.exception()!r}. The caller was cancelled at {instant:g} s, and never "
        "heard of it. Which of the two does it have to hear of?"
    )
    assert (journey.booked, clock.elapsed) == ([], 7.125), (
        f"A step failed at 3 s, it was cancelled at {instant:g} s, and ended at "
        f"{clock.elapsed:g} s; {journey.booked} stayed. What waits for the undoing?"
    )


async def test_a_step_has_ended_before_the_undoing_begins():
    """A `do` that cleans up has ended before the first undo, however cancelled."""
    journey, work = Journey("a"), Job("do b", 9, cleanup=3)

    await outcome_of(undo_steps([*journey.steps, (work, work)]), 2, 3)

    assert [call.began for call in journey.undo.calls] == [5], (
        "It was cancelled at 2 s and 3 s, while it did b, which cleaned up until 5 s, "
        f"and the undos were: {journey.undone}. When may the undoing begin?"
    )


async def test_an_undo_that_fails_keeps_no_other_from_it(failures):
    """The others are undone all the same; what comes out is the first error."""
    first, second, third = OSError("no car"), ValueError("late"), KeyError("train")
    undo_fails = {"b": second, "a": third}

    journey = Journey("abcd", {"d": first}, undo_fails)
    out = await outcome_of(undo_steps(journey.steps))

    told = f"The step d failed with {first!r}, these undos failed: {undo_fails}"
    assert out is first, f"{told}, and {out!r} came out. Which line raises that?"
    assert journey.undo.keys == ["c", "b", "a"], (
        f"{told}, and these were undone: {journey.undo.keys}. "
        "What does the failure of one undo change for the next?"
    )
    assert failures == [second, third], (
        f"{told}, and these were logged: {failures}. How does anybody hear of it?"
    )


async def test_a_step_that_was_just_done_is_undone():
    """A `do` that has returned counts, also if the cancellation comes that moment."""
    journey = Journey("abc")

    async def do_last_of_all():
        await journey.do("last")
        journey.booked.append("last")
        asyncio.get_running_loop().call_soon(task.cancel)

    async def undo_last():
        journey.booked.remove("last")

    steps = [*journey.steps[:2], (do_last_of_all, undo_last), journey.steps[2]]
    task = asyncio.create_task(undo_steps(steps))
    out = await outcome_of(asyncio.wait_for(task, None))

    assert (type(out), journey.booked) == (asyncio.CancelledError, []), (
        f"It was cancelled just when its third step had been done: {out!r} came out, "
        f"and {journey.booked} stayed. When do you write down that a step was done?"
    )


@pytest.mark.parametrize("fails", [{}, {"b": OSError("down")}], ids=["", "a failure"])
async def test_a_time_out_of_its_caller_stays_one(fails):
    """Where the time-out of its caller is over, the caller gets its TimeoutError."""

    async def with_timeout():
        async with asyncio.timeout(2.5):
            await undo_steps(Journey("abc", fails=fails, undo_takes=2).steps)

    out = await outcome_of(with_timeout())

    assert isinstance(out, TimeoutError), (
        f"A time-out of 2.5 s around undo_steps was over, and {out!r} came out of it. "
        "How often was the calling task asked to stop, and by whom?"
    )


async def test_it_may_be_used_while_its_caller_cleans_up():
    """A caller that was cancelled before hears of a failure, and of a cancellation."""
    error, outs = OSError("down"), []

    async def leave():
        try:
            await asyncio.sleep(9)
        finally:
            for fails in ({}, {"b": error}, {"b": error}):
                try:
                    await undo_steps(Journey("abc", fails=fails).steps)
                    outs.append("done")
                except (OSError, asyncio.CancelledError) as failure:
                    outs.append(repr(failure))

    await outcome_of(leave(), 1, 9.5)

    question = "Was anybody cancelled while you waited?"
    if outs[:2] == ["done", repr(error)]:
        question = "How do you know that your caller is cancelled once more?"
    assert outs == ["done", repr(error), "CancelledError()"], (
        "A task was cancelled, and called undo_steps thrice in its `finally`. Twice a "
        f"step failed with {error!r}; during the last undo it was cancelled again. "
        f"This came out: {outs}. {question}"
    )


@given(cancellations(least=1, most=8), st.booleans(), latencies())
async def test_it_may_be_cancelled_anywhere(cancellation, fails, takes):
    """Wherever it is cancelled, all is done or nothing is."""
    error = OSError("down") if fails else None
    journey = Journey("abcd", fails={"d": error}, undo_takes=takes)

    out = await outcome_of(cancellation.of(undo_steps(journey.steps)))

    done = isinstance(out, asyncio.Task) and not out.cancelled()
    assert journey.booked == (list("abcd") if done else []), (
        f"Of the steps a, b, c and d these stayed: {journey.booked}; the undos were: "
        f"{journey.undone or 'not begun'}. Which steps were done?"
    )
