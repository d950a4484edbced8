"""What was done is undone, to its end, whatever happens meanwhile."""

import asyncio
import contextlib
import functools
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at
from katas.ch06_cancellation.k6_undo_steps import undo_steps


class Journey:
    """Steps that take 1 s to do and to undo, if nothing else is said; what is booked.

    Args:
        names: the steps.
        fails: the exception of `do`, by name.
        undo_fails: the exception of `undo`, by name.
        takes, undo_takes: seconds.
    """

    def __init__(self, names, fails=(), undo_fails=(), takes=1, undo_takes=1):
        self.names = list(names)
        self.do = FakeService(dict(fails).get, takes, name="do")
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
        """How each `undo` ended, in the order in which they began."""
        return [(call.key, call.outcome, call.ended) for call in self.undo.calls]


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


async def test_what_was_done_is_undone():
    """Where the second step fails, the first one is undone, and the error comes out."""
    error = OSError("no room")
    journey = Journey(["train", "hotel"], fails={"hotel": error})

    with pytest.raises(OSError) as caught:
        await undo_steps(journey.steps)

    assert caught.value is error
    assert journey.undo.keys == ["train"], (
        "The train was booked, the hotel was not, and when the error came out these "
        f"undos had been called: {journey.undo.keys}. Which steps were done?"
    )
    assert journey.booked == []


async def test_where_all_succeed_nothing_is_undone(clock):
    """All steps are done, one after another, and stay."""
    journey = Journey(["train", "hotel", "car"])

    await undo_steps(journey.steps)

    begins = [(call.key, call.began) for call in journey.do.calls]
    assert begins == [("train", 0), ("hotel", 1), ("car", 2)]
    assert journey.undo.keys == [], "Nothing went wrong. Who asks for an undo then?"
    assert clock.elapsed == 3


async def test_without_steps_there_is_nothing_to_do(clock):
    """No steps: nothing happens."""
    await undo_steps([])

    assert clock.elapsed == 0


async def test_the_last_is_undone_first(clock):
    """The undoing goes back one by one, and the error comes when it is over."""
    journey = Journey("abcd", fails={"d": OSError("down")}, undo_takes=2)

    with pytest.raises(OSError):
        await undo_steps(journey.steps)

    expected = [("c", "answered", 6), ("b", "answered", 8), ("a", "answered", 10)]
    assert journey.undone == expected, (
        "The steps a, b and c were done, d failed at 4 s, each undo takes 2 s, and "
        f"this was seen: {journey.undone}. In which order, and when does each begin?"
    )
    assert clock.elapsed == 10


async def test_a_cancellation_undoes_too(clock):
    """Cancelled in the middle, it undoes what was done, and ends cancelled then."""
    journey = Journey("abc", undo_takes=2)

    task = await cancelled_at(undo_steps(journey.steps), 2.5)

    assert journey.undo.keys == ["b", "a"], (
        "It was cancelled at 2.5 s, when a and b had been done, and these were undone: "
        f"{journey.undo.keys}. Which exceptions do you see?"
    )
    assert journey.booked == [], (
        f"It was cancelled at 2.5 s, while it did c, and {journey.booked} stayed. "
        "Who tells the step that is at work?"
    )
    assert clock.elapsed == 6.5
    assert task.cancelled(), (
        "Its caller was cancelled at 2.5 s, and never heard of it. Where did it end?"
    )


@pytest.mark.parametrize("instants", [(3,), (3, 4), (3, 3, 5, 6.25)])
async def test_further_cancellations_do_not_cut_it_off(instants, clock):
    """However often it is cancelled meanwhile, each undo runs to its end."""
    journey = Journey("abc", undo_takes=2)

    task = await cancelled_at(undo_steps(journey.steps), 2.5, *instants)

    again = " and ".join(f"{instant:g} s" for instant in instants)
    expected = [("b", "answered", 4.5), ("a", "answered", 6.5)]
    assert journey.undone == expected, (
        f"It was cancelled at 2.5 s, and again at {again}; each undo takes 2 s, and "
        f"this was seen: {journey.undone}. What does a cancellation reach?"
    )
    assert task.cancelled()
    assert clock.elapsed == 6.5


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("instant", [3, 3.5, 5, 6.5, 7])
async def test_a_cancellation_after_a_failure_is_not_lost(instant, late, clock):
    """Cancelled while it undoes, it ends cancelled, also where a step had failed."""
    journey = Journey("abc", fails={"c": OSError("down")}, undo_takes=2)

    # At 3 s a step fails; at 5 s and 7 s an undo ends.
    task = await cancelled_at(undo_steps(journey.steps), instant, late=late)

    assert task.cancelled() or task.exception()
    assert task.cancelled(), (
        f"A step failed at 3 s, and the undoing was over at {clock.elapsed:g} s. Your "
        f"caller was cancelled at {instant:g} s, and never heard of it. "
        "Which of the two does it have to hear of?"
    )
    assert journey.booked == []
    assert clock.elapsed == 7


async def test_an_undo_that_fails_keeps_no_other_from_it(failures):
    """The others are undone all the same; what comes out is the first error."""
    first, second = OSError("no car"), ValueError("cannot cancel")
    journey = Journey("abcd", fails={"d": first}, undo_fails={"b": second})

    with pytest.raises((OSError, ValueError, ExceptionGroup)) as caught:
        await undo_steps(journey.steps)

    assert journey.undo.keys == ["c", "b", "a"], (
        "The undo of b failed, and these undos were called: "
        f"{journey.undo.keys}. Who else should hear of a failed undo?"
    )
    assert journey.booked == ["b"]
    assert caught.value is first, (
        f"The step d failed with {first!r}, and {caught.value!r} came out. "
        "Which of the two does the caller want to know?"
    )
    assert failures == [second], (
        f"The undo of b failed with {second!r}, and this was logged: {failures}. "
        "Who knows now that b is still booked?"
    )


async def test_an_undo_may_end_with_a_cancellation_of_its_own():
    """An undo that ends with a CancelledError has not cancelled anybody else."""
    error, stopped = OSError("down"), asyncio.CancelledError()
    journey = Journey("abcd", fails={"d": error}, undo_fails={"b": stopped})

    task = await cancelled_at(undo_steps(journey.steps))

    assert not task.cancelled(), (
        "An undo ended with a CancelledError, and a CancelledError came out, although "
        "nobody cancelled this. Whose was it?"
    )
    assert task.exception() is error
    assert journey.undo.keys == ["c", "b", "a"], (
        "The undo of b ended with a CancelledError, and these undos were called: "
        f"{journey.undo.keys}. Is that one an Exception?"
    )


async def test_a_step_that_was_just_done_is_undone():
    """A `do` that has returned counts, also if the cancellation comes that moment."""
    journey = Journey("abc")
    loop = asyncio.get_running_loop()

    async def do_last_of_all():
        await journey.do("last")
        journey.booked.append("last")
        loop.call_soon(task.cancel)

    async def undo_last():
        journey.booked.remove("last")

    steps = [*journey.steps[:2], (do_last_of_all, undo_last), journey.steps[2]]
    task = asyncio.create_task(undo_steps(steps))
    await asyncio.wait([task])

    assert task.cancelled()
    assert journey.booked == [], (
        "It was cancelled just when its third step had been done, and this stayed: "
        f"{journey.booked}. When do you write down that a step was done?"
    )


@pytest.mark.parametrize("fails", [{}, {"b": OSError("down")}])
async def test_a_time_out_of_its_caller_stays_one(fails, clock):
    """Where the time-out of its caller is over, the caller gets its TimeoutError."""
    journey = Journey("abc", fails=fails, undo_takes=2)

    try:
        async with asyncio.timeout(2.5):
            await undo_steps(journey.steps)
    except (TimeoutError, OSError, asyncio.CancelledError) as error:
        caught = error

    assert type(caught) is TimeoutError, (
        f"The time-out of its caller was over after 2.5 s, and {caught!r} came out. "
        "How often was this task cancelled, and by whom?"
    )
    assert journey.booked == []
    assert asyncio.current_task().cancelling() == 0


@given(cancellation=cancellations(least=1, most=8), fails=st.booleans())
async def test_it_may_be_cancelled_anywhere(cancellation, fails):
    """Wherever it is cancelled, all is done or nothing is."""
    journey = Journey("abcd", fails={"d": OSError("down")} if fails else {})

    task = None
    with contextlib.suppress(OSError):
        task = await cancellation.of(undo_steps(journey.steps))

    done = task is not None and not task.cancelled()
    assert journey.booked == (list("abcd") if done else [])
    assert all(call.outcome == "answered" for call in journey.undo.calls)


def _expected(takes, fails, instants):
    """Return how it ends, how many steps were done by then, and when it ends."""
    cancelled, now = min(instants, default=999), 0
    for number, (do, _) in enumerate(takes):
        if cancelled < now + do:
            done, now = number, cancelled
            break
        now += do
        if number == fails:
            done = number
            break
    else:
        return "done", len(takes), now
    end = now + sum(undo for _, undo in takes[:done])
    return "cancelled" if cancelled <= end else "failed", done, end


@given(
    takes=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=5),
    fails=st.none() | st.integers(0, 4),
    seconds=st.lists(st.integers(0, 20), max_size=5),
)
async def test_any_steps_and_any_cancellations(takes, fails, seconds, clock):
    """How it ends, and when, is what the rules say; nothing stays half done."""
    journey = Journey(
        range(len(takes)),
        fails={fails: OSError("down")},
        takes={n: do for n, (do, _) in enumerate(takes)},
        undo_takes={n: undo for n, (_, undo) in enumerate(takes)},
    )
    # No two events at the same instant.
    instants = [second + (n + 1) / 8 for n, second in enumerate(seconds)]
    end, done, elapsed = _expected(takes, fails, instants)

    task = await cancelled_at(undo_steps(journey.steps), *instants)

    failed = not task.cancelled() and task.exception() is not None
    assert end == ("cancelled" if task.cancelled() else "failed" if failed else "done")
    undone = [] if end == "done" else list(reversed(range(done)))
    assert journey.undo.keys == undone
    assert journey.booked == (list(range(done)) if end == "done" else [])
    assert clock.elapsed == elapsed
