"""The first error comes out, and nobody can see that it was in a group."""

import asyncio
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, stumble
from katas.ch07_task_groups.k4_first_error import first_error

OTHER = KeyError("other")


class Halt(BaseException):
    """It is no Exception, so that nobody catches it by mistake."""


class Step:
    """A step of work, which needs a while to clean up when it is cancelled."""

    def __init__(self, takes, cleanup=0):
        self.takes = takes
        self.cleanup = cleanup
        self.events = []

    async def run(self):
        """Do the work, and write down how it ends."""
        loop = asyncio.get_running_loop()
        try:
            await asyncio.sleep(self.takes)
            self.events.append(("done", loop.time()))
        except asyncio.CancelledError:
            await asyncio.sleep(self.cleanup)
            self.events.append(("cleaned up", loop.time()))
            raise


async def fail(error, takes=1):
    """Raise an error after a while."""
    await asyncio.sleep(takes)
    raise error


async def fail_with_cause(error, cause, takes=1):
    """Raise an error after a while, with a cause that may be None."""
    await asyncio.sleep(takes)
    raise error from cause


async def fail_with_context(error, context, takes=1):
    """Raise an error after a while, where another one is being handled."""
    await asyncio.sleep(takes)
    try:
        raise context
    except type(context):
        raise error  # noqa: B904  # its __context__ is what the test is about


async def error_of(*coros):
    """Return what `first_error` raises."""
    try:
        await first_error(coros)
    except NotImplementedError:
        raise
    except BaseException as error:
        return error
    return None


def links(error):
    """Return what an exception says of others."""
    return error.__cause__, error.__context__, error.__suppress_context__


async def test_all_results_come_in_order(clock):
    """Where all succeed, the results come in order, after the slowest."""
    ask = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="ask")

    assert await first_error(ask(key) for key in "abc") == ["a", "b", "c"]

    assert clock.elapsed == 3


async def test_nothing_to_do():
    """Without coroutines the list is empty."""
    assert await first_error([]) == []


async def test_the_error_that_came_first_is_raised():
    """The very exception that came first is raised, wherever it stands in the list."""
    first, second = OSError("first"), ValueError("cannot clean up")

    seen = await error_of(stumble(9, second), fail(first), stumble(9, second))

    assert seen is first, (
        f"One failed with {first!r}; two others failed then, when they were cancelled, "
        f"with {second!r}. This came out: {seen!r}. Is it the exception that was there "
        "first, and the same object?"
    )


async def test_an_error_without_a_context_has_none_afterwards():
    """An exception with no cause and no context has none when it comes out."""
    error = OSError("down")

    assert await error_of(fail(error)) is error

    assert error.__context__ is None, (
        f"{error!r} had no __context__ when it left the coroutine, and it came out "
        f"with this one: {error.__context__!r}. "
        "What is being handled at the moment of your `raise`?"
    )
    assert links(error) == (None, None, False), (
        "These are its __cause__, its __context__ and its __suppress_context__ now: "
        f"{links(error)}. The last one was False. Which word of yours sets it?"
    )


async def test_its_cause_is_what_it_was():
    """An exception that was raised from another one has the same cause afterwards."""
    error, cause = OSError("no price"), KeyError("price")

    assert await error_of(fail_with_cause(error, cause)) is error

    assert error.__cause__ is cause, (
        f"{error!r} was raised from {cause!r}, and came out with this __cause__: "
        f"{error.__cause__!r}. Which line of yours has changed it?"
    )
    assert links(error) == (cause, None, True), (
        f"It left the coroutine with no __context__, and now has {error.__context__!r}."
        " What is being handled at the moment of your `raise`?"
    )


async def test_its_context_is_what_it_was():
    """An exception that was raised in an except clause shows the same afterwards."""
    error, context = OSError("no price"), KeyError("price")

    assert await error_of(fail_with_context(error, context)) is error

    assert error.__context__ is context, (
        f"{error!r} was raised while {context!r} was being handled, and came out with "
        f"this __context__: {error.__context__!r}. Which line of yours has changed it?"
    )
    assert links(error) == (None, context, False), (
        "Its __context__ is what it was, but a log does not show it any more: "
        "__suppress_context__ was False, and is True. What sets it?"
    )


async def test_a_hidden_context_stays_hidden():
    """An exception that was raised `from None` shows no other one afterwards."""
    error = OSError("no price")

    assert await error_of(fail_with_cause(error, None)) is error

    assert links(error) == (None, None, True), (
        "It was raised `from None`, and these are its __cause__, its __context__ and "
        f"its __suppress_context__ now: {links(error)}. Who has changed them?"
    )


async def test_its_traceback_leads_to_the_line_that_failed():
    """The traceback of the exception ends where it was raised."""
    seen = await error_of(fail(OSError("down")), asyncio.sleep(9))

    names = [frame.name for frame in traceback.extract_tb(seen.__traceback__)]
    assert names[-1:] == ["fail"], (
        "The exception was raised in the function `fail`, and these are the functions "
        f"in its traceback: {names}. Where was the line that failed lost?"
    )


@pytest.mark.parametrize("size", [1, 2])
async def test_a_group_that_a_coroutine_raised_stays_whole(size):
    """If a coroutine itself raises a group, that very group comes out."""
    error = ExceptionGroup("report", [OSError("down"), ValueError("lost")][:size])

    seen = await error_of(fail(error), asyncio.sleep(9))

    assert seen is error, (
        f"A coroutine raised {error!r}, and this came out: {seen!r}, which is another "
        "object. Which group is yours to open, and which is not?"
    )
    assert links(error) == (None, None, False)


async def test_an_error_that_is_no_exception_comes_out_as_well():
    """All this holds for an exception that is a BaseException only."""
    error = Halt("at once")

    seen = await error_of(asyncio.sleep(9), fail(error))

    assert seen is error, (
        f"A coroutine raised {error!r}, which is no Exception, and this came out: "
        f"{seen!r}. Of which type is the group that has it in it?"
    )
    assert links(error) == (None, None, False)


async def test_the_others_are_cancelled():
    """When one fails, the others are cancelled at once."""
    ask = FakeService({"a": OSError("down")}, {"a": 1, "b": 9, "c": 9}, name="ask")

    await error_of(*[ask(key) for key in "bac"])

    await asyncio.sleep(0)  # Another test asks whether they have ended too.
    ends = {call.key: (call.outcome, call.ended) for call in ask.calls}
    assert ends == {"a": ("failed", 1), "b": ("cancelled", 1), "c": ("cancelled", 1)}, (
        f"One failed after 1 s, and these were the ends: {ends}. "
        "What do the others do after that?"
    )


async def test_the_others_have_cleaned_up(clock):
    """The exception is raised when the others have finished their cleaning up."""
    steps = [Step(9, cleanup=2), Step(9, cleanup=3)]

    await error_of(steps[0].run(), fail(OSError("down")), steps[1].run())

    ends = [step.events for step in steps]
    assert ends == [[("cleaned up", 3)], [("cleaned up", 4)]], (
        "One failed after 1 s, the two others need 2 s and 3 s to clean up, the "
        f"exception came out after {clock.elapsed:g} s, and this was seen of them: "
        f"{ends}. Who waits for them?"
    )


async def test_a_cancellation_reaches_all_of_them(clock):
    """Cancelled, it cancels all of them, and ends when they have ended."""
    steps = [Step(9, cleanup=2), Step(5, cleanup=2)]

    task = await cancelled_at(first_error([step.run() for step in steps]), 1)

    ends = [step.events for step in steps]
    assert ends == [[("cleaned up", 3)]] * 2, (
        "It was cancelled after 1 s, each of the two needs 2 s to clean up, it ended "
        f"after {clock.elapsed:g} s, and this was seen of them: {ends}. "
        "Who waits for them?"
    )
    assert task.cancelled(), "Your caller was cancelled at 1 s, and never heard of it."


@pytest.mark.parametrize("begin", ["failure", "cancellation"])
async def test_a_cancellation_while_the_others_clean_up(begin):
    """A cancellation while the others clean up leaves none of them at work."""
    step = Step(9, cleanup=4)
    instants = [2] if begin == "failure" else [1, 2]
    other = fail(OSError("down")) if begin == "failure" else asyncio.sleep(9)

    task = await cancelled_at(first_error([step.run(), other]), *instants)

    if not task.cancelled():
        assert type(task.exception()) is OSError
    working = asyncio.all_tasks() - {asyncio.current_task()}
    assert not working, (
        f"A {begin} after 1 s, a cancellation after 2 s, while one cleaned up: it has "
        "ended, and that one is still at work. Who waits for it now?"
    )


@given(quarters=st.integers(0, 11), late=st.booleans())
async def test_a_cancellation_is_never_lost(quarters, late):
    """Whenever it is cancelled, its caller hears of it, and nobody is at work."""
    ask = FakeService(takes={"a": 1, "b": 2, "c": 3}, name="ask")
    answer = first_error([ask(key) for key in "abc"])

    task = await cancelled_at(answer, quarters / 4, late=late)

    assert ask.at_work == 0, "It has ended, and some are still at work. Who ends them?"
    assert task.cancelled(), (
        f"Your caller was cancelled at {quarters / 4:g} s, and never heard of it."
    )


@given(cancellation=cancellations(least=1, most=5))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, nobody is at work afterwards."""
    ask = FakeService(takes={"a": 1, "b": 2, "c": 3}, name="ask")

    await cancellation.of(first_error([ask(key) for key in "abc"]))

    assert ask.at_work == 0, "It has ended, and some are still at work. Who ends them?"


# How a coroutine ends, and what its exception says of others then.
WAYS = {
    "good": (lambda error, other, takes: asyncio.sleep(takes, takes), None),
    "plain": (lambda error, other, takes: fail(error, takes), (None, None, False)),
    "cause": (fail_with_cause, (OTHER, None, True)),
    "context": (fail_with_context, (None, OTHER, False)),
}


@given(
    script=st.lists(
        st.tuples(
            st.integers(1, 40).map(lambda quarters: quarters / 4),
            st.sampled_from(list(WAYS)),
            st.sampled_from([OSError, Halt]),
        ),
        max_size=5,
        unique_by=lambda entry: entry[0],
    )
)
async def test_any_failures(script, clock):
    """Whatever fails, and how: the first one comes out, as it was."""
    errors = [kind(takes) for takes, _, kind in script]
    failing = [entry for entry in script if entry[1] != "good"]
    first = min(failing, key=lambda entry: entry[0], default=None)
    coros = [
        WAYS[way][0](error, OTHER, takes)
        for (takes, way, _), error in zip(script, errors, strict=True)
    ]

    seen = await error_of(*coros)

    assert seen is (errors[script.index(first)] if failing else None)
    if failing:
        assert links(seen) == WAYS[first[1]][1]
        assert clock.elapsed == first[0]
