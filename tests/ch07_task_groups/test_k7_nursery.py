"""No child outlives the block, and of each cancellation it is known whose it is."""

import asyncio
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, stumble
from katas.ch07_task_groups.k7_nursery import Nursery


async def fail(seconds, error=None):
    """Fail after a while."""
    await asyncio.sleep(seconds)
    raise error or OSError("down")


async def outcome_of(block, *cancelled):
    """Run a block in a task, cancel it at some instants; return what it raised."""
    task = await cancelled_at(block(), *cancelled)
    error = asyncio.CancelledError() if task.cancelled() else task.exception()
    if isinstance(error, NotImplementedError):
        raise error
    return error


def leaves(error):
    """Return the errors in a group, and in the groups inside it."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for inner in error.exceptions for leaf in leaves(inner)]


class Untidy:
    """Sleeps for 9 s; if it is cancelled meanwhile, it needs a while to clean up."""

    def __init__(self):
        self.ends = {}

    async def sleep(self, name, cleanup):
        """Sleep, and write down when it has cleaned up."""
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(cleanup)
            self.ends[name] = asyncio.get_running_loop().time()


async def test_the_block_waits_for_its_children(clock):
    """The children run together, and the block ends with the slowest."""
    work = FakeService(takes={"a": 1, "b": 3, "c": 2}, name="work")

    async with Nursery() as nursery:
        for key in "abc":
            nursery.start_soon(work, key)

    assert sorted(work.keys) == ["a", "b", "c"]
    assert clock.elapsed == 3, (
        "Three children took 1, 3 and 2 s, and the block ended after "
        f"{clock.elapsed:g} s. What does the end of the block wait for?"
    )


async def test_a_nursery_without_children(clock):
    """A block without children ends with its body."""
    async with Nursery():
        await asyncio.sleep(1)

    assert clock.elapsed == 1


async def test_children_may_start_children(clock):
    """The block waits also for a child that was started when the body had ended."""
    work = FakeService(takes=2, name="work")

    async def parent():
        await asyncio.sleep(1)
        nursery.start_soon(work, "late")

    async with Nursery() as nursery:
        nursery.start_soon(parent)

    assert clock.elapsed == 3, (
        "A child started another one after 1 s, which takes 2 s, and the block ended "
        f"after {clock.elapsed:g} s. Whom does it wait for after 1 s?"
    )


async def test_a_failure_cancels_the_others():
    """When a child fails, the other children are cancelled at once."""
    work = FakeService(takes=9, name="work")

    async def block():
        async with Nursery() as nursery:
            nursery.start_soon(work, "a")
            nursery.start_soon(fail, 1)

    await outcome_of(block)

    call = work.calls[0]
    assert (call.outcome, call.ended) == ("cancelled", 1), (
        f"A child failed after 1 s, and the other one was {call.outcome}: it ended at "
        f"{call.ended} s. Who tells the others?"
    )


async def test_a_failure_cancels_the_body(clock):
    """When a child fails, the body is cancelled where it waits."""

    async def block():
        async with Nursery() as nursery:
            nursery.start_soon(fail, 1)
            await asyncio.sleep(9)

    await outcome_of(block)

    assert clock.elapsed == 1, (
        "A child failed after 1 s, the body of the block sleeps for 9 s, and the block "
        f"ended after {clock.elapsed:g} s. In which task does the body run?"
    )


@pytest.mark.parametrize("body_takes", [9, 0])
async def test_a_failure_comes_out_in_a_group(body_takes):
    """The exception of a child comes out in an ExceptionGroup, and it alone."""
    error = OSError("down")

    async def block():
        async with Nursery() as nursery:
            nursery.start_soon(fail, 1, error)
            await asyncio.sleep(body_takes)

    came_out = await outcome_of(block)

    assert isinstance(came_out, ExceptionGroup), (
        f"The body takes {body_takes} s, a child failed after 1 s, and {came_out!r} "
        "came out of the block. Who keeps the failures, and who raises them?"
    )
    assert leaves(came_out) == [error]


async def test_all_clean_up_at_the_same_time():
    """After a failure all others are cancelled together, and the block waits."""
    untidy = Untidy()

    async def block():
        async with Nursery() as nursery:
            nursery.start_soon(fail, 1)
            nursery.start_soon(untidy.sleep, "child", 2)
            await untidy.sleep("body", 4)

    await outcome_of(block)

    assert untidy.ends == {"child": 3, "body": 5}, (
        "A child failed after 1 s; another one needs 2 s to clean up, the body 4 s. "
        f"This was seen when the block had ended: {untidy.ends}. "
        "When is each of them cancelled, and who waits for it?"
    )


async def test_an_error_of_the_body_cancels_the_children():
    """When the body fails, the children are cancelled, and the block waits for them."""
    untidy, error = Untidy(), OSError("down")

    async def block():
        async with Nursery() as nursery:
            nursery.start_soon(untidy.sleep, "child", 2)
            await fail(1, error)

    came_out = await outcome_of(block)

    assert untidy.ends == {"child": 3}, (
        "The body failed after 1 s, a child needs 2 s to clean up, and this was seen "
        f"when the block had ended: {untidy.ends}. Who tells the children?"
    )
    assert isinstance(came_out, ExceptionGroup), (
        f"{came_out!r} came out. Is it a group?"
    )
    assert leaves(came_out) == [error]


async def test_every_failure_is_in_the_group():
    """What fails while it cleans up is in the group, too; no CancelledError is."""
    errors = [OSError("down"), KeyError("body"), ValueError("child")]

    async def block():
        async with Nursery() as nursery:
            nursery.start_soon(fail, 1, errors[0])
            nursery.start_soon(stumble, 9, errors[2])
            nursery.start_soon(asyncio.sleep, 9)
            await stumble(9, errors[1])

    seen = leaves(await outcome_of(block))

    assert sorted(seen, key=repr) == sorted(errors, key=repr), (
        "A child failed, then the body and another child while they cleaned up: "
        f"{errors}. These came out: {seen}. Who is missing, or is not to be there?"
    )


async def test_a_cancelled_child_has_not_failed(clock):
    """A child that ends with a CancelledError disturbs nobody."""
    work = FakeService(takes=2, name="work")

    async with Nursery() as nursery:
        nursery.start_soon(work, "a")
        nursery.start_soon(fail, 1, asyncio.CancelledError())

    outcome = work.calls[0].outcome
    assert (outcome, clock.elapsed) == ("answered", 2), (
        "A child ended with a CancelledError after 1 s, another one needed 2 s: it was "
        f"{outcome}, and the block ended after {clock.elapsed:g} s. What is a failure?"
    )


@pytest.mark.parametrize("body_takes", [9, 0])
async def test_it_takes_its_own_cancellation_back(body_takes):
    """After a failure nothing asks the task that ran the block to stop."""
    still_asked = []

    async def block():
        try:
            async with Nursery() as nursery:
                nursery.start_soon(fail, 1)
                await asyncio.sleep(body_takes)
        except* OSError:
            await asyncio.sleep(1)
        still_asked.append(asyncio.current_task().cancelling())

    came_out = await outcome_of(block)

    assert (came_out, still_asked) == (None, [0]), (
        f"The body takes {body_takes} s, a child failed after 1 s, and the task slept "
        f"for 1 s after the block. {came_out!r} came out of it; cancelling() was "
        f"{still_asked} in the end. Who asked it to stop, and who takes that back?"
    )


@pytest.mark.parametrize("body_takes", [9, 0])
async def test_a_deadline_around_it_still_works(body_takes, clock):
    """After a failure, the asyncio.timeout around the block does its work."""

    async def block():
        async with asyncio.timeout(5):
            try:
                async with Nursery() as nursery:
                    nursery.start_soon(fail, 1)
                    await asyncio.sleep(body_takes)
            except* OSError:
                await asyncio.sleep(9)

    came_out = await outcome_of(block)

    assert (type(came_out), clock.elapsed) == (TimeoutError, 5), (
        f"A child failed after 1 s, and the deadline around the block was at 5 s: "
        f"{came_out!r} came out after {clock.elapsed:g} s. "
        "How often was the task asked to stop, and how often is that taken back?"
    )


@pytest.mark.parametrize("body_takes", [9, 0])
async def test_a_cancellation_from_outside(body_takes):
    """If the task of the block is cancelled, so are the children; it hears of that."""
    untidy = Untidy()

    async def block():
        async with Nursery() as nursery:
            nursery.start_soon(untidy.sleep, "child", 2)
            await asyncio.sleep(body_takes)

    task = await cancelled_at(block(), 1)

    came_out = "CancelledError" if task.cancelled() else task.exception()
    assert (untidy.ends, came_out) == ({"child": 3}, "CancelledError"), (
        f"The body takes {body_takes} s, a child needs 2 s to clean up, and the task "
        f"was cancelled after 1 s. When the block had ended, this was seen of the "
        f"child: {untidy.ends}. {came_out!r} came out. Who hears of the cancellation?"
    )
    assert task.cancelling() == 1, (
        f"The task was cancelled from outside, once. When the block had ended, "
        f"cancelling() was {task.cancelling()}. Whose request is it?"
    )


async def test_a_second_cancellation_cuts_nothing_short():
    """Cancelled again, it still waits until the children have cleaned up."""
    untidy = Untidy()

    async def block():
        async with Nursery() as nursery:
            nursery.start_soon(untidy.sleep, "child", 4)

    came_out = await outcome_of(block, 1, 2, 3)

    assert untidy.ends == {"child": 5}, (
        "The task was cancelled after 1, 2 and 3 s, a child needs 4 s to clean up, and "
        f"this was seen when the block had ended: {untidy.ends}. "
        "How often is a child cancelled?"
    )
    assert isinstance(came_out, asyncio.CancelledError)


async def test_a_cancellation_from_before_is_none_of_its_own():
    """A task that was cancelled earlier, and cleans up, may use a nursery for that."""
    work = FakeService(takes=2, name="work")

    async def clean_up():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            async with Nursery() as nursery:
                nursery.start_soon(work, "a")
            return asyncio.current_task().cancelling()

    task = await cancelled_at(clean_up(), 1)

    came_out = "CancelledError" if task.cancelled() else task.result()
    assert (came_out, work.calls[0].outcome) == (1, "answered"), (
        "A task was cancelled after 1 s. While it cleaned up, a child was started, and "
        f"{work.calls[0].outcome}. In the end cancelling() should have been 1, and "
        f"{came_out} came out. Which cancellations has this nursery met?"
    )


@pytest.mark.parametrize("seconds", [0.5, 2])
async def test_a_failure_and_a_cancellation(seconds):
    """Where something failed, the group is raised, and the cancellation is counted."""
    untidy, still_asked = Untidy(), []

    async def block():
        try:
            async with Nursery() as nursery:
                nursery.start_soon(untidy.sleep, "child", 3)
                nursery.start_soon(stumble, 9, OSError("cannot clean up"))
                nursery.start_soon(fail, 1)
                await asyncio.sleep(9)
        finally:
            still_asked.append(asyncio.current_task().cancelling())

    came_out = await outcome_of(block, seconds)

    assert isinstance(came_out, ExceptionGroup), (
        f"Something failed, the task was cancelled after {seconds} s, and {came_out!r} "
        "came out of the block. What becomes of the failure?"
    )
    assert untidy.ends == {"child": min(seconds, 1) + 3}, (
        f"All was cancelled after {min(seconds, 1)} s, a child needs 3 s to clean up, "
        f"and this was seen when the block had ended: {untidy.ends}. Who left early?"
    )
    assert still_asked == [1], (
        f"The task was cancelled from outside, once, after {seconds} s. When the block "
        f"had ended, cancelling() was {still_asked[0]}. Whose request is it?"
    )


async def test_an_ended_nursery_starts_nothing():
    """When the block has ended, start_soon raises RuntimeError."""
    work, refusal = FakeService(name="work"), None
    async with Nursery() as nursery:
        pass

    try:
        nursery.start_soon(work, "late")
    except RuntimeError as error:
        refusal = error

    assert type(refusal) is RuntimeError, (
        "A child was started after the end of the block. Who would wait for it?"
    )
    assert work.calls == []


async def test_a_cancelled_nursery_starts_nothing():
    """When all children have been cancelled, start_soon raises RuntimeError."""
    work, refusals = FakeService(takes=9, name="work"), []

    async def start_another():
        try:
            await asyncio.sleep(9)
        finally:
            try:
                nursery.start_soon(work, "late")
            except RuntimeError as error:
                refusals.append(type(error))

    async def block():
        nonlocal nursery
        async with Nursery() as nursery:
            nursery.start_soon(start_another)
            nursery.start_soon(fail, 1)

    nursery = None
    await outcome_of(block)

    assert (refusals, work.keys) == ([RuntimeError], []), (
        "A child failed after 1 s, and another one wanted to start a third while it "
        f"was cancelled. These began: {work.keys}. Who would cancel it?"
    )


async def test_a_nursery_in_a_nursery():
    """An inner nursery is a part of the body of the outer one, and ends with it."""
    untidy, error = Untidy(), OSError("down")

    async def block():
        async with Nursery() as outer:
            outer.start_soon(fail, 1, error)
            outer.start_soon(untidy.sleep, "outer", 2)
            async with Nursery() as inner:
                inner.start_soon(untidy.sleep, "inner", 3)

    came_out = await outcome_of(block)

    assert untidy.ends == {"outer": 3, "inner": 4}, (
        "A child of the outer nursery failed after 1 s. The other children need 2 and "
        f"3 s to clean up, and this was seen of them: {untidy.ends}. "
        "What does the inner nursery hear of the failure?"
    )
    assert leaves(came_out) == [error]


@given(cancellation=cancellations(least=1))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, no child is at work afterwards."""
    work = FakeService(takes={"a": 1, "b": 2, "c": 3}, name="work")

    async def block():
        async with Nursery() as nursery:
            for key in "abc":
                nursery.start_soon(work, key)
                await asyncio.sleep(0.5)

    await cancellation.of(block())

    assert work.at_work == 0, "It has ended, and some children have not. Who ends them?"


class Model(asyncio.TaskGroup):
    """What a nursery is compared with."""

    def start_soon(self, function, *args):
        """Start a child."""
        self.create_task(function(*args))


@dataclass
class Child:
    """What a child does."""

    starts: float
    ends: int
    how: str
    cleanup: float
    then: str


@dataclass
class Script:
    """What happens in a block, and when the task that runs it is cancelled."""

    body_ends: float
    body_fails: bool
    children: list[Child]
    cancelled_at: list[float]


@st.composite
def kids(draw):
    """Return a child; some start later than the body."""
    ends, takes = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    return Child(
        starts=ends - takes + 0.125 if takes < ends else 0,
        ends=ends,
        how=draw(st.sampled_from(["succeeds", "fails", "gives up"])),
        cleanup=draw(st.sampled_from([0, 1.25, 4.25])),
        then=draw(st.sampled_from(["is cancelled", "fails", "returns"])),
    )


# Each kind of event has its own part of the second, so that no tie decides.
scripts = st.builds(
    Script,
    body_ends=st.integers(0, 9).map(lambda n: n + 0.875),
    body_fails=st.booleans(),
    children=st.lists(
        kids(), min_size=2, max_size=5, unique_by=lambda child: child.ends
    ),
    cancelled_at=st.lists(
        st.integers(0, 9).map(lambda n: n + 0.5), max_size=2, unique=True
    ),
)


class Play:
    """Plays a script with a nursery or with its model."""

    def __init__(self, script, group):
        self.script = script
        self.group = group
        self.began = self.now()
        self.seen = []

    def now(self):
        """Return the time of the loop."""
        return asyncio.get_running_loop().time()

    def see(self, what):
        """Write down what happens now."""
        self.seen.append((self.now() - self.began, what))

    async def child(self, child):
        """Do what a child does."""
        name = f"child {child.ends}"
        try:
            await asyncio.sleep(child.ends - child.starts)
            self.see(f"{name} {child.how}")
            if child.how == "fails":
                raise OSError(name)
        except asyncio.CancelledError:
            await asyncio.sleep(child.cleanup)
            self.see(f"{name} has cleaned up, and {child.then}")
            if child.then == "fails":
                raise ValueError(name) from None
            if child.then == "is cancelled":
                raise
        if child.how == "gives up":
            raise asyncio.CancelledError

    async def start_later(self):
        """Start those that do not start at once."""
        late = [child for child in self.script.children if child.starts]
        for child in sorted(late, key=lambda child: child.starts):
            await asyncio.sleep(self.began + child.starts - self.now())
            self.see(f"child {child.ends} starts")
            self.group.start_soon(self.child, child)

    async def block(self):
        """Do what the body does."""
        async with self.group:
            self.group.start_soon(self.start_later)
            for child in self.script.children:
                if not child.starts:
                    self.group.start_soon(self.child, child)
            await asyncio.sleep(self.script.body_ends)
            self.see("the body fails" if self.script.body_fails else "the body ends")
            if self.script.body_fails:
                raise OSError("body")

    async def run(self):
        """Return what came out of the block, and what was seen of the children."""
        for instant in self.script.cancelled_at:
            self.seen.append(
                (instant, "a cancellation from outside, if it has not ended")
            )
        task = await cancelled_at(self.block(), *self.script.cancelled_at)
        error = None if task.cancelled() else task.exception()
        came_out = "CancelledError" if task.cancelled() else type(error).__name__
        failures = [repr(leaf) for leaf in leaves(error) if leaf is not None]
        self.see(" ".join([f"out of the block comes {came_out}", *sorted(failures)]))
        return sorted(self.seen)


@given(script=scripts)
async def test_it_does_what_a_task_group_does(script):
    """Whatever happens in a block, a nursery does what asyncio.TaskGroup does."""
    expected = await Play(script, Model()).run()

    seen = await Play(script, Nursery()).run()

    if seen != expected:
        only_here = [event for event in seen if event not in expected]
        lines = ["With asyncio.TaskGroup this happens:"]
        lines += [f"  {seconds:g} s: {what}" for seconds, what in expected]
        lines += ["With the nursery, this instead:"]
        lines += [f"  {seconds:g} s: {what}" for seconds, what in only_here]
        raise AssertionError("\n".join([*lines, "Which event differs first?"]))
