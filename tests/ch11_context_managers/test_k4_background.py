"""A service ends with its block, and each of the two hears of the other's failure."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, Job, outcome_of, told, what_became_of
from katas.ch11_context_managers.k4_background import background


class PowerCut(BaseException):
    """An error that is no Exception."""


async def run(service, block):
    """Do some work in the block; return the task of the service."""
    service.name, block.name = "service", "block"
    async with background(service) as task:
        await block()
    return task


def story(service, block, outcome):
    """Say what became of the two, and what came out when."""
    came = f"{outcome!r} came out" if told(outcome) else "it was over, with no error"
    return (
        f"The service {what_became_of(service)}; the block {what_became_of(block)}. "
        f"At {Clock().elapsed:g} s {came}."
    )


async def assert_told(service, block, *errors, question, instants=()):
    """Check which errors come out in a group, in whatever order."""
    outcome = await outcome_of(run(service, block), *instants)

    seen, right = (sorted(map(repr, es)) for es in (told(outcome), errors))
    in_a_group = isinstance(outcome, BaseExceptionGroup)
    same = all(any(e is error for e in told(outcome)) for error in errors)
    if outcome in errors:
        question = "Who makes the group?"
    assert (in_a_group, seen, same) == (True, right, True), (
        f"{story(service, block, outcome)} These were to come out in an "
        f"ExceptionGroup: {list(errors)}. {question}"
    )


async def test_the_service_runs_while_the_block_runs(clock):
    """It runs beside the block, and is cancelled when the block ends."""
    service, block = Job(takes=9), Job(takes=3.3)

    outcome = await outcome_of(run(service, block))

    seen = story(service, block, outcome)
    assert (service.began, block.began) == (0, 0), (
        f"The service began at {service.began} s, the block at {block.began} s. "
        "What does the block wait for?"
    )
    assert service.cancelled[:1] == [3.3], (
        f"The block ended well at 3.3 s; the service takes 9 s. {seen} "
        "Who tells the service that the block has ended?"
    )
    assert not told(outcome), (
        f"The block ended well. {seen} Whose exception did you meet when you waited?"
    )
    assert clock.elapsed == 3.3, f"{seen} What do you wait for?"


async def test_it_is_over_when_the_service_has_ended(clock):
    """A service that is cancelled cleans up; the block is left after that."""
    service, block = Job(takes=9, cleanup=2), Job(takes=3)

    outcome = await outcome_of(run(service, block))

    assert (service.ended, clock.elapsed) == (5, 5), (
        f"The block ended at 3 s, and the service needs 2 s to clean up. "
        f"{story(service, block, outcome)} When has a service ended?"
    )


@pytest.mark.parametrize("result", [None, "done", OSError("an old one")], ids=repr)
async def test_a_service_that_returns(result, clock):
    """A service that returns before the block ends disturbs nobody."""
    service, block = Job(takes=1, result=result), Job(takes=3)

    outcome = await outcome_of(run(service, block))

    assert (block.outcome, clock.elapsed) == ("answered", 3), (
        f"The service returned {result!r} at 1 s, the block takes 3 s. "
        f"{story(service, block, outcome)} What runs when it has returned?"
    )
    assert isinstance(outcome, asyncio.Task), (
        f"The block got {outcome!r}. What decides which object a block gets?"
    )
    assert outcome.result() is result, (
        f"The service returned {result!r}, the task of the block {outcome.result()!r}. "
        "Which task did you give the block?"
    )


@pytest.mark.parametrize("dirty", [None, ValueError("dirty")], ids=repr)
async def test_the_block_may_cancel_the_service(dirty):
    """The block goes on if it cancels the service, unless that cannot clean up."""
    service = Job("service", takes=9, cleanup=0.5, cleanup_error=dirty)
    block = Job("block", takes=2)

    async def call():
        async with background(service) as task:
            await asyncio.sleep(1)
            task.cancel()
            await block()

    outcome = await outcome_of(call())

    seen = service.cancelled, block.cancelled, told(outcome)
    assert seen == ([1], [1.5] if dirty else [], [dirty] if dirty else []), (
        "The block cancelled the service at 1 s, and wanted to go on for 2 s. "
        f"{story(service, block, outcome)} Which end of a task is a failure?"
    )


async def test_a_service_that_fails(clock):
    """A failure of the service cancels the block at once, and waits for it."""
    service, block = Job(takes=1.1, error=OSError("lost")), Job(takes=9, cleanup=2)

    outcome = await outcome_of(run(service, block))

    seen = f"The service failed at 1.1 s. {story(service, block, outcome)}"
    assert block.cancelled[:1] == [1.1], f"{seen} Who tells the block?"
    assert (block.ended, clock.elapsed) == (3.1, 3.1), (
        f"{seen} The block needs 2 s to clean up. What do you wait for?"
    )


@pytest.mark.parametrize("who", ["service", "block", "block alone"])
@pytest.mark.parametrize("error", [OSError(), TimeoutError(), PowerCut()], ids=repr)
async def test_the_error_comes_out(who, error):
    """The error of the service or of the block comes out, in an ExceptionGroup."""
    failing = Job(takes=1, error=error)
    other = Job(takes=0.5 if who == "block alone" else 9)
    jobs = (failing, other) if who == "service" else (other, failing)

    await assert_told(*jobs, error, question="Who keeps the error, and raises it?")


async def test_it_takes_its_own_cancellation_back():
    """After a failure, nothing asks the task that ran the block to stop."""

    async def caller():
        try:
            await run(Job(takes=1, error=OSError("lost")), Job(takes=9))
        except* OSError:
            await asyncio.sleep(1)
        return asyncio.current_task().cancelling()

    outcome = await outcome_of(caller())

    assert outcome == 0, (
        "The service failed at 1 s, and the task slept for 1 s after the block. Then "
        f"cancelling() was to be 0; this came: {outcome!r}. How often was the task "
        "asked to stop, and how often is that taken back?"
    )


async def test_a_block_that_fails(clock):
    """A failure of the block cancels the service, and waits for it."""
    service, block = Job(takes=9, cleanup=2), Job(takes=1, error=OSError("down"))

    outcome = await outcome_of(run(service, block))

    assert (service.cancelled[:1], service.ended, clock.elapsed) == ([1], 3, 3), (
        "The block failed at 1 s, and the service needs 2 s to clean up. "
        f"{story(service, block, outcome)} Who tells the service, and waits for it?"
    )


@pytest.mark.parametrize("first", ["service", "block"])
async def test_both_errors_come_out(first):
    """One fails, and the other one while it cleans up: both errors come out."""
    down, dirty = OSError("down"), ValueError("dirty")
    failing, other = Job(takes=1, error=down), Job(takes=9, cleanup_error=dirty)
    jobs = (failing, other) if first == "service" else (other, failing)

    await assert_told(*jobs, down, dirty, question="Which of the two was dropped?")


@pytest.mark.parametrize("instants", [[], [0.5]], ids=["good block", "cancelled"])
async def test_a_service_that_cannot_clean_up(instants):
    """Its error comes out, also if the block ended well, or was cancelled."""
    dirty = ValueError("dirty")
    jobs = Job(takes=9, cleanup_error=dirty), Job(takes=1)
    question = "Who looks at the service?"
    if instants:
        question = "Which counts more, an error or a cancellation?"

    await assert_told(*jobs, dirty, question=question, instants=instants)


@pytest.mark.parametrize("block_takes", [9, 0.5], ids=["in the block", "at its end"])
@pytest.mark.parametrize("instants", [[1], [1, 2]], ids=["once", "twice"])
async def test_a_cancellation_from_outside(block_takes, instants, clock):
    """Cancelled, it cancels the service, waits, and its task hears of it."""
    service, block, counts = Job(takes=9, cleanup=3), Job(takes=block_takes), []

    async def caller():
        try:
            await run(service, block)
        finally:
            counts.append(asyncio.current_task().cancelling())

    outcome = await outcome_of(caller(), *instants)

    begins = min(block_takes, 1)
    seen = (
        f"The block takes {block_takes} s, the service cleans up for 3 s, and the task "
        f"was cancelled at {' and '.join(map(str, instants))} s. "
        f"{story(service, block, outcome)}"
    )
    assert service.cancelled[:1] == [begins], f"{seen} Who tells the service?"
    assert (service.ended, clock.elapsed) == (begins + 3, begins + 3), (
        f"{seen} What do you wait for, and how often?"
    )
    assert isinstance(outcome, asyncio.CancelledError), (
        f"{seen} What becomes of the CancelledError from outside?"
    )
    assert counts == [len(instants)], (
        f"{seen} cancelling() was {counts[0]} then. Whose requests does it count?"
    )


@pytest.mark.parametrize("error", [None, OSError("lost")], ids=repr)
async def test_a_cancellation_from_before_is_none_of_its_own(error):
    """A task that was cancelled earlier, and cleans up, may use it for that."""
    service, block, counts = Job(takes=1 if error else 9, error=error), Job(takes=2), []

    async def caller():
        try:
            await asyncio.sleep(9)
        finally:
            try:
                await run(service, block)
            finally:
                counts.append(asyncio.current_task().cancelling())

    outcome = await outcome_of(caller(), 1)

    seen = (
        "A task was cancelled at 1 s, and cleaned up for 2 s in a block. "
        f"{story(service, block, outcome)}"
    )
    right = ("cancelled", []) if error else ("answered", [3])
    assert (block.outcome, service.cancelled) == right, (
        f"{seen} What tells you whether the block has been cancelled?"
    )
    assert counts == [1], (
        f"{seen} Then cancelling() was {counts}. Whose requests does it count?"
    )


def jobs(moments, kind):
    """Return how a job is to be made; the two have no moment in common."""
    return st.builds(
        dict,
        takes=moments,
        error=st.sampled_from([None, OSError(kind)]),
        cleanup=st.sampled_from([0, 0.25, 7200]),
        cleanup_error=st.sampled_from([None, ValueError(kind)]),
    )


MOMENTS = st.integers(0, 9)


@given(
    service=jobs(MOMENTS, "service"),
    block=jobs(MOMENTS.map(lambda moment: moment + 0.5), "block"),
)
async def test_any_service_and_any_block(service, block, clock):
    """Whoever ends first, and how: the end and the errors are those of the model."""
    first, other = sorted([service, block], key=lambda job: job["takes"])
    end, errors = first["takes"], [first["error"]]
    if first is block or first["error"]:
        # The other one is cancelled.
        end += other["cleanup"]
        errors.append(other["cleanup_error"])
    else:
        end = other["takes"]
        errors.append(other["error"])

    jobs = Job(**service), Job(**block)
    outcome = await outcome_of(run(*jobs))

    seen, right = (
        sorted(map(repr, filter(None, es))) for es in (told(outcome), errors)
    )
    assert (clock.elapsed, seen) == (end, right), (
        f"The service: {service}; the block: {block}. {story(*jobs, outcome)} It was "
        f"to end at {end:g} s, with these errors: {right}. Which one was first?"
    )
