"""All steps together keep to one deadline, and nothing begins after it."""

import asyncio
import functools
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import Clock, Job, cancelled_at, outcome_of
from katas.ch05_timeouts.k2_total_budget import total_budget


class PowerCut(BaseException):
    """An exception that is no Exception."""


class Order:
    """Steps that note when they are called."""

    def __init__(self, *jobs):
        self.steps = [functools.partial(self._call, job) for job in jobs]
        self.called, self.names = [], []

    def _call(self, job):
        self.called.append((job.name, Clock().elapsed))
        self.names.append(job.name)
        return job()

    @property
    def told(self):
        """When each of them was called, as a text."""
        return ", ".join(f"{name} at {at:g} s" for name, at in self.called)


def order_of(**takes):
    """Return an order whose steps take so many seconds, and return their names."""
    return Order(*(Job(name, each, result=name) for name, each in takes.items()))


def question(elapsed, due, last):
    """Ask about the end, which was too early, too late, or another one."""
    if elapsed < due:
        return "What ended it too early?"
    if elapsed == due:
        return "What is to come out when the budget is spent?"
    if elapsed == last:
        return "Who looks at the clock while a step is at work?"
    return "From when on is the budget counted?"


def stopped(job, most=1):
    """Tell how a job was asked to stop, and ask one question about it."""
    at = " and ".join(f"{second:g} s" for second in job.cancelled)
    if not at:
        return "it was never cancelled. Who stops it?"
    if len(job.cancelled) > most:
        return f"it was cancelled at {at}. Who disturbs it while it cleans up?"
    again = " when you are cancelled again" if most > 1 else ""
    return f"it was cancelled at {at}, and has not ended. Who waits for it{again}?"


async def test_the_results_come_in_order():
    """Each step gives its result, in the order of the steps."""
    results = await total_budget(order_of(pay=1, pack=0, tell=1).steps, 5)

    assert results == ["pay", "pack", "tell"], (
        f"The steps returned 'pay', 'pack' and 'tell', and {results!r} came out. "
        "What does your function return?"
    )


async def test_one_step_after_another():
    """A step is called when the one before it has ended."""
    order = order_of(pay=2, pack=1, tell=1)

    await total_budget(order.steps, 9)

    assert order.called == [("pay", 0), ("pack", 2), ("tell", 3)], (
        "Steps of 2, 1 and 1 s, with 9 s for all of them, were called like "
        f"this: {order.told}. What has to be over before a step is called?"
    )


async def test_no_steps():
    """Without steps the list is empty."""
    results = await total_budget([], 5)

    assert results == [], f"Without steps {results!r} came out. What comes of no steps?"


async def test_any_result_is_a_result():
    """A step may return None, False or an exception, and may come again."""
    returned = [None, False, OSError("a value"), "done"]
    order = Order(*(Job(f"step {n}", 1, result=r) for n, r in enumerate(returned)))

    outcome = await outcome_of(total_budget(order.steps * 2, 9))

    assert outcome == returned * 2, (
        "Four steps, all of them twice in the list of the steps, returned "
        f"{returned * 2}, and {outcome!r} came out. How do you keep each result?"
    )


async def test_the_budget_is_for_all_steps_together(clock):
    """When the budget is spent, it raises a TimeoutError, whichever step it is at."""
    order = order_of(pay=2, pack=2, tell=2, close=2)

    outcome = await outcome_of(total_budget(order.steps, 5))

    assert (isinstance(outcome, TimeoutError), clock.elapsed) == (True, 5), (
        f"Four steps of 2 s had 5 s for all of them. After {clock.elapsed:g} s came "
        f"{outcome!r}. {question(clock.elapsed, 5, 6)}"
    )
    assert order.names == ["pay", "pack", "tell"], (
        f"Four steps of 2 s had 5 s, and these were called: {order.told}. "
        "What may begin when the budget is spent?"
    )


@pytest.mark.parametrize("budget", [5, 0])
async def test_a_step_that_hangs_is_cancelled(budget, clock):
    """The step at work is cancelled when the budget is spent; 0 s are over at once."""
    outcome = await outcome_of(total_budget(order_of(pay=1, pack=60).steps, budget))

    asked = question(clock.elapsed, 5, 61) if budget else "What is 0 to your code?"
    assert (isinstance(outcome, TimeoutError), clock.elapsed) == (True, budget), (
        f"The second step takes 60 s, the first 1 s, and the budget was {budget} s. "
        f"After {clock.elapsed:g} s came {outcome!r}. {asked}"
    )


async def test_the_step_has_cleaned_up(clock):
    """The TimeoutError comes when the step has finished its cleaning up."""
    job = Job("pay", takes=9, cleanup=3)

    outcome = await outcome_of(total_budget([job], 1))

    assert (job.cancelled, job.ended) == ([1], 4), (
        "The budget was spent at 1 s, the step needs 3 s to clean up. You were over at "
        f"{clock.elapsed:g} s; {stopped(job)}"
    )
    assert isinstance(outcome, TimeoutError), (
        f"The budget was spent, the step has cleaned up, and {outcome!r} came out. "
        "What comes out of a step that is cancelled?"
    )


async def test_a_quick_step_leaves_its_time_to_the_others(clock):
    """One step may need nearly all of the budget."""
    outcome = await outcome_of(total_budget(order_of(a=0.5, b=4, c=0.25).steps, 5))

    assert outcome == ["a", "b", "c"], (
        "Steps of 0.5, 4 and 0.25 s had 5 s for all of them. After "
        f"{clock.elapsed:g} s came {outcome!r}. How much may one step take?"
    )


async def test_the_budget_begins_with_the_call(clock):
    """It does not matter how long the program has been running before."""
    await asyncio.sleep(3)

    await outcome_of(total_budget(order_of(pay=2, pack=2, tell=2).steps, 5))

    assert clock.elapsed == 8, (
        "It was called when the loop's clock said 3 s, with a budget of 5 s, and it "
        f"ended at {clock.elapsed:g} s. At which time is the budget spent?"
    )


@pytest.mark.parametrize(
    "error",
    [OSError("sold out"), TimeoutError("bank"), PowerCut(), asyncio.CancelledError()],
    ids=repr,
)
async def test_a_failure_comes_out(error):
    """An exception of a step comes out itself, and no other step is called."""
    order = Order(Job("pay", 1), Job("pack", 1, error=error), Job("tell", 1))

    outcome = await outcome_of(total_budget(order.steps, 5))

    assert outcome is error or repr(outcome) == repr(error) == "CancelledError()", (
        f"A step raised {error!r} after 2 s of 5 s, and {outcome!r} came out. "
        "What do you do with an exception of a step?"
    )
    assert order.names == ["pay", "pack"], (
        f"'pack' failed, and these were called: {order.told}. When do you call a step?"
    )


@pytest.mark.parametrize("instants", [[1], [1, 2]], ids=["once", "twice"])
async def test_a_cancellation_reaches_the_step(instants, clock):
    """Cancelled, also twice, it cancels the step, and waits until that has ended."""
    job = Job("pay", takes=9, cleanup=3)
    order = Order(job, Job("pack", 1))
    at = " s and at ".join(map(str, instants))

    outcome = await outcome_of(total_budget(order.steps, 3), *instants)

    assert isinstance(outcome, asyncio.CancelledError), (
        f"Your caller was cancelled at {at} s, and {outcome!r} came out at "
        f"{clock.elapsed:g} s. Which line takes a cancellation for something else?"
    )
    assert job.ended == 4, (
        f"Your caller was cancelled at {at} s, the step needs 3 s to clean up. You "
        f"were over at {clock.elapsed:g} s; {stopped(job, len(instants))}"
    )
    assert order.names == ["pay"], (
        f"Your caller was cancelled at {at} s, and these were called: {order.told}. "
        "What goes on after a cancellation?"
    )


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("budget", "moment"),
    [(4, "the budget was spent"), (9, "the last step ended")],
    ids=["budget", "end"],
)
async def test_it_is_cancelled_at_the_last_moment(budget, moment, late):
    """A cancellation exactly at the end of the budget, or of the steps, is not lost."""
    steps = order_of(pay=2, pack=2 if budget > 4 else 9).steps

    task = await cancelled_at(total_budget(steps, budget), 4, late=late)

    assert task.cancelled(), (
        f"Your caller was cancelled at 4 s, exactly when {moment}, and got "
        f"{task.exception() or task.result()!r}. How do you tell the two apart when "
        "both have come?"
    )


@pytest.mark.parametrize("instants", [[2], [2, 3]], ids=["once", "twice"])
async def test_it_is_cancelled_while_the_step_cleans_up(instants, clock):
    """A cancellation after the budget is not lost, and the step ends first."""
    job = Job("pay", takes=9, cleanup=3)
    at = " s and at ".join(map(str, instants))

    outcome = await outcome_of(total_budget([job], 1), *instants)

    assert isinstance(outcome, asyncio.CancelledError), (
        "The budget was spent at 1 s, the step cleaned up until 4 s, your caller was "
        f"cancelled at {at} s, and {outcome!r} came out. Whose cancellation was it?"
    )
    assert job.ended == 4, (
        "The budget was spent at 1 s, the step needs 3 s to clean up, your caller was "
        f"cancelled at {at} s. You were over at {clock.elapsed:g} s; "
        f"{stopped(job, len(instants) + 1)}"
    )


async def test_the_caller_was_cancelled_before():
    """A task that was cancelled before, and cleans up, has its budget too."""

    async def cleaning_up():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            return await total_budget(order_of(pay=9).steps, 2)

    outcome = await outcome_of(cleaning_up(), 1)

    assert isinstance(outcome, TimeoutError), (
        "A task was cancelled at 1 s. To clean up, it called this with a budget of "
        f"2 s for a step of 9 s, and {outcome!r} came out. "
        "Which cancellations do you count?"
    )


@given(takes=st.lists(st.integers(0, 20), max_size=6), budget=st.integers(0, 60))
async def test_any_steps_and_any_budget(takes, budget, clock):
    """The steps that are called are those for which something of the budget is left."""
    # The budget is never spent exactly when a step ends, nor where a poll would look.
    takes, budget = [each / 4 for each in takes], budget / 4 + 21 / 128
    ends = list(accumulate(takes, initial=0))
    order = Order(*(Job(f"step {n}", each, result=n) for n, each in enumerate(takes)))

    outcome = await outcome_of(total_budget(order.steps, budget))

    scene = f"The budget is {budget:g} s, and the steps take {takes} s"
    in_time = ends[-1] < budget
    assert (
        outcome == list(range(len(takes)))
        if in_time
        else isinstance(outcome, TimeoutError)
    ), f"{scene}. {outcome!r} came out. When is the budget spent?"
    at = [(f"step {n}", ends[n]) for n in range(len(takes)) if ends[n] < budget]
    assert order.called == at, (
        f"{scene}. These were called: {order.told}. When is the budget spent?"
    )
    assert clock.elapsed == min(ends[-1], budget), (
        f"{scene}. It was over at {clock.elapsed:g} s. How soon do you hear of it?"
    )
