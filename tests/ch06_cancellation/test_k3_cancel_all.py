"""All are asked at once, all have ended, and each failure is known."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at, latencies
from katas.ch06_cancellation.k3_cancel_all import cancel_all


class Workers:
    """Tasks that work until they are cancelled, and then clean up for a while.

    Args:
        cleaning: the seconds that each one cleans up.
        errors: what some of them raise then, by their numbers.
        returning: the numbers of those that return then, instead of being cancelled.
    """

    def __init__(self, *cleaning, errors=(), returning=()):
        self.cleaning = dict(enumerate(cleaning))
        self.returning = returning
        self.work = FakeService(takes=99, name="work")
        self.clean = FakeService(dict(errors).get, self.cleaning, name="clean")

    async def start(self):
        """Return the tasks, which have begun."""
        tasks = [asyncio.create_task(self._run(number)) for number in self.cleaning]
        await asyncio.sleep(0)
        return tasks

    @property
    def cleaned(self):
        """How the cleaning up of each one went, by its number."""
        return {call.key: call.outcome for call in self.clean.calls}

    async def _run(self, number):
        try:
            await self.work(number)
        except asyncio.CancelledError:
            await self.clean(number)
            if number not in self.returning:
                raise


async def test_all_of_them_end():
    """All tasks are cancelled, and have ended."""
    tasks = await Workers(0, 0, 0).start()

    assert await cancel_all(tasks) == []

    assert [task.cancelled() for task in tasks] == [True, True, True]


async def test_nothing_to_cancel():
    """Without tasks the list is empty."""
    assert await cancel_all([]) == []


async def test_no_other_task_is_asked():
    """A task that is not among them goes on."""
    stranger, *tasks = await Workers(0, 0, 0).start()

    await cancel_all(tasks)

    assert stranger.cancelling() == 0, (
        "A task that was not among those given was asked to stop. "
        "Which tasks do you go through?"
    )
    stranger.cancel()
    await asyncio.wait([stranger])


async def test_they_clean_up_together(clock):
    """All clean up at the same time; this returns when the last one has ended."""
    workers = Workers(3, 1, 2)

    await cancel_all(await workers.start())

    assert clock.elapsed == 3, (
        "The three tasks clean up for 3, 1 and 2 s, and you returned after "
        f"{clock.elapsed:g} s. When is each one asked, and who waits for it?"
    )
    assert workers.cleaned == dict.fromkeys(range(3), "answered"), (
        f"This became of their cleaning up: {workers.cleaned}. "
        "How often was each of them asked?"
    )


async def test_failures_are_returned(clock):
    """What some of them raise is returned, and keeps no other from ending."""
    first, second = OSError("first"), ValueError("second")
    workers = Workers(1, 0, 3, 2, errors={0: first, 3: second})

    failures = await cancel_all(await workers.start())

    assert clock.elapsed == 3, (
        "The last one has cleaned up after 3 s, two failed before, and you returned "
        f"after {clock.elapsed:g} s. Who waits for the others?"
    )
    assert sorted(failures, key=str) == [first, second], (
        f"Two failed with {first!r} and {second!r}, and you returned {failures}. "
        "What becomes of each failure?"
    )


async def test_a_task_that_has_ended_counts():
    """The failure of a task that had ended before is returned too."""
    error = OSError("before")
    work = FakeService({"good": 1, "bad": error}, name="work")
    tasks = [asyncio.create_task(work(key)) for key in ("good", "bad")]
    await asyncio.wait(tasks)

    failures = await cancel_all([*tasks, *await Workers(0).start()])

    assert failures == [error]


async def test_a_task_may_return(clock):
    """A task that ignores its cancellation is waited for, and has not failed."""
    tasks = await Workers(4, 1, returning=[0]).start()

    assert await cancel_all(tasks) == []

    assert clock.elapsed == 4
    assert [task.cancelled() for task in tasks] == [False, True]


async def test_an_iterator_is_read_once():
    """The tasks may come from a generator."""
    tasks = await Workers(1, 1).start()

    await cancel_all(task for task in tasks)

    assert [task.done() for task in tasks] == [True, True], (
        "The tasks came from a generator, and some have not ended. "
        "What does a generator give to the second loop over it?"
    )


async def test_the_caller_is_left_alone():
    """A caller that passes asyncio.all_tasks() is among them, and goes on."""
    tasks = await Workers(1, 2).start()

    async def end_the_program():
        failures = await cancel_all({*tasks, asyncio.current_task()})
        await asyncio.sleep(0)
        return failures, asyncio.current_task().cancelling()

    caller = asyncio.create_task(end_the_program())
    await asyncio.wait([caller], timeout=9)

    state = "cancelled" if caller.done() else "still waiting after 9 s"
    goes_on = caller.done() and not caller.cancelled()
    assert goes_on, (
        f"The caller was among the tasks; they ended after 2 s, and it was {state}. "
        "What became of the task that asks?"
    )
    assert caller.result() == ([], 0), (
        f"It returned {caller.result()[0]}, and cancelling() of the caller is "
        f"{caller.result()[1]}. Who asked the caller to stop?"
    )
    assert [task.done() for task in tasks] == [True, True]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("instant", [0.5, 1, 3])
async def test_your_own_cancellation_comes_out(instant, late):
    """A caller that is cancelled while this waits hears of it, also at the very end."""
    tasks = await Workers(1, 3).start()

    caller = await cancelled_at(cancel_all(tasks), instant, late=late)
    await asyncio.wait(tasks)

    assert caller.cancelled(), (
        "Two tasks clean up for 1 and 3 s. Your caller was cancelled at "
        f"{instant:g} s, and never heard of it. Which line of yours takes that "
        "CancelledError?"
    )


async def test_a_timeout_around_it():
    """A time-out around this ends with TimeoutError, and nothing of it is left."""
    tasks = await Workers(2, 3).start()

    with pytest.raises((TimeoutError, asyncio.CancelledError)) as caught:
        async with asyncio.timeout(1):
            await cancel_all(tasks)

    left = asyncio.current_task().cancelling()
    assert (caught.type, left) == (TimeoutError, 0), (
        f"A time-out around you was over, {caught.type.__name__} came out of it, and "
        f"cancelling() is {left} now. Who asked this task to stop, and how often?"
    )
    await asyncio.wait(tasks)


async def test_it_may_be_used_while_its_caller_cleans_up():
    """A caller that was cancelled before gets the list, and goes on cleaning up."""
    tasks, failures = await Workers(1, 2, errors={0: OSError("lost")}).start(), []

    async def main():
        try:
            await asyncio.sleep(99)
        finally:
            failures.extend(await cancel_all(tasks))

    caller = await cancelled_at(main(), 1)

    assert caller.cancelled()
    assert len(failures) == 1, (
        "A task was cancelled, and used cancel_all in its `finally`. It got no list. "
        "Was anybody cancelled while you waited?"
    )


@given(
    script=st.lists(
        st.tuples(latencies(), st.sampled_from(["cancelled", "fails", "returns"])),
        max_size=6,
    )
)
async def test_any_tasks(script, clock):
    """All have ended with the slowest of them, and each failure is in the list once."""
    errors = {n: OSError(n) for n, (_, end) in enumerate(script) if end == "fails"}
    returning = [n for n, (_, end) in enumerate(script) if end == "returns"]
    cleaning = [seconds for seconds, _ in script]
    tasks = await Workers(*cleaning, errors=errors, returning=returning).start()

    failures = await cancel_all(tasks)

    assert clock.elapsed == max(cleaning, default=0)
    assert sorted(failures, key=repr) == sorted(errors.values(), key=repr)
    assert all(task.done() for task in tasks)


@given(quarters=st.integers(1, 32), data=st.data(), late=st.booleans())
async def test_cancelled_at_any_instant(quarters, data, late):
    """The caller ends cancelled if and only if it was cancelled while this waited."""
    cleaning, instant = quarters / 4, data.draw(latencies(most=10))
    tasks = await Workers(cleaning / 2, cleaning).start()

    caller = await cancelled_at(cancel_all(tasks), instant, late=late)
    await asyncio.wait(tasks)

    assert caller.cancelled() == (instant <= cleaning)
