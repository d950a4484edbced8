"""All steps together keep to one deadline, and nothing begins after it."""

import asyncio
import functools
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at
from katas.ch05_timeouts.k2_total_budget import total_budget


def steps_of(service, keys):
    """Return one step for each key."""
    return [functools.partial(service, key) for key in keys]


async def outcome_of(steps, budget):
    """Return the results, or the TimeoutError."""
    try:
        return await total_budget(steps, budget)
    except TimeoutError as error:
        return error


class Step:
    """A step of 9 s that takes 2 s to clean up, and remembers when it has ended."""

    def __init__(self):
        self.ended = None

    async def run(self):
        """Work, and clean up."""
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(2)
            self.ended = asyncio.get_running_loop().time()


async def test_the_results_come_in_order():
    """Each step gives its result, in the order of the steps."""
    do = FakeService({"pay": "paid", "pack": "packed", "tell": "told"}, 1, "do")

    results = await total_budget(steps_of(do, ["pay", "pack", "tell"]), 5)

    assert results == ["paid", "packed", "told"]


async def test_one_step_after_another(clock):
    """A step begins when the one before it has ended."""
    do = FakeService(takes={"pay": 2, "pack": 1, "tell": 1}, name="do")

    await total_budget(steps_of(do, ["pay", "pack", "tell"]), 9)

    began = [call.began for call in do.calls]
    assert began == [0, 2, 3], (
        f"Steps of 2, 1 and 1 s began at these seconds: {began}. "
        "What has to be over before a step begins?"
    )


async def test_no_steps():
    """Without steps the list is empty."""
    assert await total_budget([], 5) == []


async def test_the_budget_is_for_all_steps_together(clock):
    """When the budget is spent, it raises a TimeoutError, whichever step it is at."""
    do = FakeService(takes=2, name="do")

    outcome = await outcome_of(steps_of(do, ["pay", "pack", "tell", "close"]), 5)

    assert (type(outcome), clock.elapsed) == (TimeoutError, 5), (
        f"Four steps of 2 s had 5 s for all of them. After {clock.elapsed:g} s came "
        f"{outcome!r}. From when on are the 5 s counted, and what comes then?"
    )
    await asyncio.sleep(9)
    assert do.keys == ["pay", "pack", "tell"]


async def test_a_step_that_hangs_is_cancelled(clock):
    """The step that is at work when the budget is spent is cancelled then."""
    do = FakeService(takes={"pay": 1, "pack": 60}, name="do")

    outcome = await outcome_of(steps_of(do, ["pay", "pack"]), 5)

    assert (type(outcome), clock.elapsed) == (TimeoutError, 5), (
        "The second step takes 60 s, and the budget was 5 s. "
        f"After {clock.elapsed:g} s came {outcome!r}. "
        "Who looks at the clock while a step is at work?"
    )
    await asyncio.sleep(0)  # Another test asks whether it has ended too.
    assert do.at_work == 0, (
        "The budget is spent, and the step goes on. Who needs its result now?"
    )


async def test_a_quick_step_leaves_its_time_to_the_others(clock):
    """One step may need nearly all of the budget."""
    do = FakeService(takes={"pay": 0.5, "pack": 4, "tell": 0.25}, name="do")

    outcome = await outcome_of(steps_of(do, ["pay", "pack", "tell"]), 5)

    assert outcome == ["pay", "pack", "tell"], (
        "Steps of 0.5, 4 and 0.25 s had 5 s for all of them. After "
        f"{clock.elapsed:g} s came {outcome!r}. How much may one step take?"
    )


async def test_the_budget_begins_with_the_call(clock):
    """It does not matter how long the program has been running before."""
    do = FakeService(takes=2, name="do")
    await asyncio.sleep(3)

    await outcome_of(steps_of(do, ["pay", "pack", "tell"]), 5)

    assert clock.elapsed == 8, (
        "It was called when the loop's clock said 3 s, with a budget of 5 s, and it "
        f"ended at {clock.elapsed:g} s. At which time is the budget spent?"
    )


@pytest.mark.parametrize("budget", [0, -1])
async def test_a_budget_that_is_spent(budget, clock):
    """0 seconds or less: a step that has to wait does not come to its end."""
    do = FakeService(takes=1, name="do")

    with pytest.raises(TimeoutError):
        await total_budget(steps_of(do, ["pay", "pack"]), budget)

    assert clock.elapsed == 0


async def test_the_step_has_cleaned_up(clock):
    """The TimeoutError comes when the step has finished its cleaning up."""
    step = Step()

    with pytest.raises(TimeoutError):
        await total_budget([step.run], 1)

    assert step.ended == 3, (
        "The budget was spent at 1 s, the step needs 2 s to clean up, and it raised a "
        f"TimeoutError after {clock.elapsed:g} s. Who waits until the step has ended?"
    )


async def test_no_step_begins_after_a_failure():
    """An exception of a step comes out itself, and no other step begins."""
    error = OSError("sold out")
    do = FakeService({"pay": "paid", "pack": error, "tell": "told"}, 1, "do")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await total_budget(steps_of(do, ["pay", "pack", "tell"]), 5)

    assert caught.value is error
    assert do.keys == ["pay", "pack"]


async def test_a_timeout_of_a_step_comes_out(clock):
    """A TimeoutError that a step raises comes out itself."""
    error = TimeoutError("the bank does not answer")
    do = FakeService({"pay": error, "pack": "packed"}, 1, "do")

    with pytest.raises(TimeoutError) as caught:
        await total_budget(steps_of(do, ["pay", "pack"]), 5)

    assert caught.value is error, (
        f"A step raised {error!r} after 1 s of 5 s, and {caught.value!r} came out. "
        "What does the caller learn from that?"
    )
    assert do.keys == ["pay"]


async def test_a_cancellation_reaches_the_step(clock):
    """Cancelled, it cancels the step at work, and waits until that has cleaned up."""
    step, later = Step(), Step()

    task = await cancelled_at(total_budget([step.run, later.run], 5), 1)

    assert task.cancelled(), (
        f"Your caller was cancelled at 1 s, and got {task.exception()!r}. "
        "Which line takes the cancellation for the end of the budget?"
    )
    assert step.ended == 3, (
        "Your caller was cancelled at 1 s, and the step needs 2 s to clean up. The end "
        f"of the step, when your caller heard of it: {step.ended}. Who ends the step?"
    )


@pytest.mark.parametrize("late", [False, True])
async def test_it_is_cancelled_when_the_budget_is_spent(late):
    """A cancellation exactly at the end of the budget is not lost."""
    do = FakeService(takes=2, name="do")
    steps = steps_of(do, ["pay", "pack", "tell"])

    task = await cancelled_at(total_budget(steps, 5), 5, late=late)

    assert task.cancelled(), (
        "Your caller was cancelled at 5 s, exactly when the budget was spent, and got "
        f"{task.exception()!r}. How do you tell the two apart when both have come?"
    )
    assert do.at_work == 0


@given(cancellation=cancellations(least=1, most=6))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, no step is at work afterwards, and none begins."""
    do = FakeService(takes=1, name="do")

    task = await cancellation.of(total_budget(steps_of(do, "abc"), 5))
    begun = len(do.calls)
    await asyncio.sleep(9)

    assert do.at_work == 0
    assert len(do.calls) == begun
    assert task.cancelled() or do.keys == ["a", "b", "c"]


@given(
    takes=st.lists(st.integers(0, 20), max_size=6),
    budget=st.integers(0, 60),
    before=st.integers(0, 5),
)
async def test_any_steps_and_any_budget(takes, budget, before, clock):
    """The steps that begin are those for which something of the budget is left."""
    # The budget is never spent exactly when a step ends.
    budget = budget / 4 + 0.125
    ends = list(accumulate((each / 4 for each in takes), initial=0))
    do = FakeService(takes={n: each / 4 for n, each in enumerate(takes)}, name="do")
    await asyncio.sleep(before)

    outcome = await outcome_of(steps_of(do, range(len(takes))), budget)

    if ends[-1] < budget:
        assert outcome == list(range(len(takes)))
    else:
        assert isinstance(outcome, TimeoutError)
    assert do.keys == [n for n in range(len(takes)) if ends[n] < budget]
    assert clock.elapsed == before + min(ends[-1], budget)
