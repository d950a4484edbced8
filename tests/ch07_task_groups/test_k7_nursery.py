"""No child outlives the block, and of each cancellation it is known whose it is."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, FakeService, Job, outcome_of, told, what_became_of
from katas.ch07_task_groups.k7_nursery import Nursery


async def run(group, body, *children):
    """Run a block: start the children, and do the body."""
    body.name = "body"
    async with group:
        for number, child in enumerate(children, 1):
            child.name = f"child {number}"
            group.start_soon(child)
        await body()


def failing(error=None):
    """Return a job that fails after 1 s."""
    return Job(takes=1, error=error or OSError("down"))


def story_of(job):
    """Say which job was cancelled when, and when it ended."""
    return f"{job.name} {what_became_of(job)}"


async def test_the_block_waits_for_its_children(clock):
    """The children run together, and the block ends with the slowest."""
    work = FakeService(takes={"a": 1, "b": 3.3, "c": 2}, name="work")

    async with Nursery() as nursery:
        for key in "abc":
            nursery.start_soon(work, key)

    assert (sorted(work.keys), clock.elapsed) == (["a", "b", "c"], 3.3), (
        "Children with the arguments a, b and c take 1, 3.3 and 2 s. These began: "
        f"{work.keys}, and the block ended at {clock.elapsed:g} s. "
        "What does the end of the block wait for?"
    )


async def test_children_may_start_children(clock):
    """The block waits also for a child that was started when the body had ended."""
    late = Job("late", takes=2)

    async def parent():
        await asyncio.sleep(1)
        nursery.start_soon(late)

    async with Nursery() as nursery:
        nursery.start_soon(parent)

    assert (late.ended, clock.elapsed) == (3, 3), (
        f"A child started another one at 1 s, which takes 2 s: {story_of(late)}. "
        f"The block ended at {clock.elapsed:g} s. Whom does it wait for after 1 s?"
    )


async def test_a_failure_cancels_the_others(clock):
    """When a child fails, the others and the body are cancelled, and it waits."""
    body, child = Job(takes=9, cleanup=4), Job(takes=9, cleanup=2)

    await outcome_of(run(Nursery(), body, failing(), child))

    seen = f"A child failed at 1 s: {story_of(child)}; {story_of(body)}."
    assert child.cancelled[:1] == [1], f"{seen} Who tells the other children?"
    assert body.cancelled[:1] == [1], f"{seen} In which task does the body run?"
    assert (child.ended, body.ended, clock.elapsed) == (3, 5, 5), (
        f"{seen} A child cleans up for 2 s, the body for 4 s. The block ended at "
        f"{clock.elapsed:g} s. What does it wait for?"
    )


@pytest.mark.parametrize("body_takes", [9, 0])
async def test_a_failure_comes_out_in_a_group(body_takes):
    """The exception of a child comes out in an ExceptionGroup, and it alone."""
    error = OSError("down")

    outcome = await outcome_of(run(Nursery(), Job(takes=body_takes), failing(error)))

    assert (isinstance(outcome, ExceptionGroup), told(outcome)) == (True, [error]), (
        f"The body takes {body_takes} s, a child failed at 1 s with {error!r}. This "
        f"came out: {outcome!r}. Who keeps the failures, and raises them?"
    )


async def test_an_error_of_the_body_cancels_the_children(clock):
    """When the body fails, the children are cancelled, and the block waits for them."""
    child, error = Job(takes=9, cleanup=2), OSError("down")

    outcome = await outcome_of(run(Nursery(), failing(error), child))

    assert (child.cancelled[:1], child.ended, clock.elapsed) == ([1], 3, 3), (
        f"The body failed at 1 s; {story_of(child)}, and cleans up for 2 s. The "
        f"block ended at {clock.elapsed:g} s. Who tells the children, and waits?"
    )
    assert isinstance(outcome, ExceptionGroup), f"{outcome!r} came out. Who groups it?"


async def test_every_failure_is_in_the_group():
    """What fails while it cleans up is in the group, too; no CancelledError is."""
    down, broken, dirty = OSError("down"), KeyError("body"), ValueError("child")
    body, child = [Job(takes=9, cleanup=1, cleanup_error=e) for e in (broken, dirty)]

    outcome = await outcome_of(run(Nursery(), body, failing(down), child, Job(takes=9)))

    due = sorted(map(repr, [down, broken, dirty]))
    assert sorted(map(repr, told(outcome))) == due, (
        f"A child failed with {down!r}, then, while they cleaned up, the body with "
        f"{broken!r} and another child with {dirty!r}. What came out: {outcome!r}. "
        "Which one is missing, or is not to be there?"
    )


async def test_a_cancelled_child_has_not_failed(clock):
    """A child that ends with a CancelledError disturbs nobody."""
    child = Job(takes=2)

    await outcome_of(run(Nursery(), Job(), failing(asyncio.CancelledError()), child))

    assert (child.outcome, clock.elapsed) == ("answered", 2), (
        f"child 1 ended with a CancelledError at 1 s; {story_of(child)}, and "
        f"takes 2 s. The block ended at {clock.elapsed:g} s. What is a failure?"
    )


@pytest.mark.parametrize("body_takes", [9, 0])
async def test_it_takes_its_own_cancellation_back(body_takes):
    """After a failure, nothing asks the task that ran the block to stop."""

    async def caller():
        try:
            await run(Nursery(), Job(takes=body_takes), failing())
        except* OSError:
            await asyncio.sleep(1)
        return asyncio.current_task().cancelling()

    outcome = await outcome_of(caller())

    assert outcome == 0, (
        f"The body takes {body_takes} s, a child failed at 1 s, and the task slept for "
        f"1 s after the block. Then cancelling() was to be 0; this came: {outcome!r}. "
        "How often was the task asked to stop, and how often is that taken back?"
    )


@pytest.mark.parametrize("fails", [False, True], ids=["nothing fails", "a child fails"])
@pytest.mark.parametrize("body_takes", [9, 0])
async def test_a_cancellation_from_outside(body_takes, fails, clock):
    """Cancelled, it cancels the children, waits for them, and its task hears of it."""
    counts, body, child = [], Job(takes=body_takes), Job(takes=9, cleanup=3)
    others, instants = ([failing()], [2]) if fails else ([], [1, 2])

    async def caller():
        try:
            await run(Nursery(), body, child, *others)
        finally:
            counts.append(asyncio.current_task().cancelling())

    outcome = await outcome_of(caller(), *instants)

    seen = (
        f"The body takes {body_takes} s, {'a child failed at 1 s, ' if fails else ''}"
        f"and the task was cancelled at {' and '.join(map(str, instants))} s: "
        f"{story_of(child)}. The block ended at {clock.elapsed:g} s."
    )
    assert child.cancelled[:1] == [1], f"{seen} Who tells the children?"
    assert (child.ended, clock.elapsed) == (4, 4), (
        f"{seen} A child cleans up for 3 s. What does the block wait for?"
    )
    due = ExceptionGroup if fails else asyncio.CancelledError
    assert isinstance(outcome, due), (
        f"{seen} {due.__name__} was to come out, and {outcome!r} did. Who keeps it?"
    )
    assert counts == [len(instants)], (
        f"{seen} cancelling() was {counts[0]} then. Whose requests does it count?"
    )


@pytest.mark.parametrize("instants", [[1], [1, 2.5]])
async def test_a_cancellation_from_before_is_none_of_its_own(instants):
    """A task that was cancelled earlier, and cleans up, may use a nursery for that."""
    child, outcomes = Job(takes=2), []

    async def caller():
        try:
            await asyncio.sleep(9)
        finally:
            await run(Nursery(), Job(takes=1), child)
            outcomes.append(asyncio.current_task().cancelling())

    await outcome_of(caller(), *instants)

    due = ([1], "answered") if instants == [1] else ([], "cancelled")
    assert (outcomes, child.outcome) == due, (
        f"A task, cancelled at {instants} s, cleans up from 1 s on in a block. Then it "
        f"was to see that cancelling() is {due[0]}, and saw {outcomes}. The child was "
        f"to be {due[1]}: {story_of(child)}. Whose is each cancellation?"
    )


async def test_an_ended_nursery_starts_nothing():
    """When the block has ended, start_soon raises RuntimeError, and calls nothing."""
    called = []
    async with Nursery() as nursery:
        pass

    with pytest.raises(RuntimeError) as refused:
        nursery.start_soon(lambda: called.append("called") or asyncio.sleep(0))

    assert (refused.type, called) == (RuntimeError, []), (
        f"It raised {refused.value!r}; the function was called {len(called)} times. "
        "What does start_soon look at first?"
    )


@pytest.mark.parametrize("fails", [True, False], ids=["failure", "cancellation"])
async def test_a_cancelled_nursery_starts_nothing(fails):
    """When all children have been cancelled, start_soon raises RuntimeError."""
    seen, nursery = [], Nursery()

    async def start_another():
        try:
            await asyncio.sleep(9)
        finally:
            try:
                nursery.start_soon(lambda: seen.append("called") or asyncio.sleep(0))
            except RuntimeError as error:
                seen.append(type(error).__name__)

    body, instants = (failing(), []) if fails else (Job(takes=9), [1])
    await outcome_of(run(nursery, body, start_another), *instants)

    assert seen == ["RuntimeError"], (
        f"{'The body failed' if fails else 'The task was cancelled'} at 1 s; a child "
        f"wanted to start a function when it was cancelled. What was seen: {seen}. "
        "What does start_soon look at first?"
    )


class Model(asyncio.TaskGroup):
    """What a nursery is compared with."""

    def start_soon(self, function, *args):
        """Start a child."""
        self.create_task(function(*args))


@st.composite
def works(draw, takes):
    """Return how a job is to be made."""
    kind = draw(st.sampled_from([None, OSError, asyncio.CancelledError]))
    return {
        "takes": takes,
        "error": kind and kind(takes),
        "cleanup": draw(st.sampled_from([0, 1.25, 4.25])),
        "cleanup_error": draw(st.none() | st.builds(ValueError, st.just(takes))),
    }


# Each kind of event has its own part of the second, so that no tie decides.
MOMENTS = st.lists(st.integers(0, 9), max_size=5, unique=True)
CHILDREN = MOMENTS.flatmap(lambda moments: st.tuples(*map(works, moments)))
INSTANTS = MOMENTS.map(lambda moments: [moment + 0.5 for moment in moments[:2]])
BODIES = st.integers(0, 9).map(lambda moment: moment + 0.875).flatmap(works)


async def play(group, body, children, instants):
    """Return, in words, what happens in a block."""
    began, jobs = Clock().elapsed, [Job(**work) for work in (body, *children)]
    outcome = await outcome_of(run(group, *jobs), *instants)
    ends = [job.ended and job.ended - began for job in jobs]
    seen = [f"{j.name} {j.outcome} at {at} s" for j, at in zip(jobs, ends, strict=True)]
    return [*seen, f"{type(outcome).__name__}: {sorted(map(repr, told(outcome)))}"]


@given(body=BODIES, children=CHILDREN, instants=INSTANTS)
async def test_it_does_what_a_task_group_does(body, children, instants):
    """Whatever happens in a block, a nursery does what asyncio.TaskGroup does."""
    expected = await play(Model(), body, children, instants)
    seen = await play(Nursery(), body, children, instants)

    for ours, theirs in zip(seen, expected, strict=True):
        assert ours == theirs, (
            f"The task is cancelled at {instants}. With asyncio.TaskGroup this is seen:"
            f" {theirs}. With the nursery, this: {ours}. Which event causes it?"
        )
