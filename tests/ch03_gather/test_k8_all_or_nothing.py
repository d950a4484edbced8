"""All results, or one exception and no job at work."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, stumble
from katas.ch03_gather.k8_all_or_nothing import all_or_nothing


class Step:
    """A step of work, which needs a while to clean up when it is cancelled."""

    def __init__(self, takes, cleanup=0, error=None):
        self.takes = takes
        self.cleanup = cleanup
        self.error = error
        self.events = []

    async def run(self):
        """Do the work, and write down how it ends."""
        loop = asyncio.get_running_loop()
        try:
            await asyncio.sleep(self.takes)
            if self.error is not None:
                raise self.error
            self.events.append(("done", loop.time()))
            return self.takes
        except asyncio.CancelledError:
            await asyncio.sleep(self.cleanup)
            self.events.append(("cleaned up", loop.time()))
            raise


async def test_all_results_come_in_order(clock):
    """Where all succeed, the results come in order, after the slowest."""
    work = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="work")

    results = await all_or_nothing([work(key) for key in "abc"])

    assert list(results) == ["a", "b", "c"], (
        "Jobs a, b and c took 3, 1 and 2 s, and each gave its name. The results were "
        f"{results}. What decides their order in your code?"
    )
    assert clock.elapsed == 3, (
        f"Jobs that take 3, 1 and 2 s took {clock.elapsed:g} s in all. "
        "Which line waits before the next job has begun?"
    )


async def test_nothing_to_do():
    """Without coroutines the list is empty."""
    results = await all_or_nothing([])

    assert results == [], (
        f"There were no jobs, and it returned {results!r}. "
        "What does your function return?"
    )


async def test_the_others_are_cancelled():
    """When one fails, the others are cancelled at once."""
    work = FakeService(
        {"a": OSError("down"), "b": 2, "c": 3}, {"a": 1, "b": 9, "c": 9}, name="work"
    )

    with pytest.raises((OSError, ExceptionGroup)):
        await all_or_nothing([work(key) for key in "abc"])

    await asyncio.sleep(0)  # Another test asks whether they have ended too.
    ends = {call.key: (call.outcome, call.ended) for call in work.calls}
    assert ends == {"a": ("failed", 1), "b": ("cancelled", 1), "c": ("cancelled", 1)}, (
        "Job a failed after 1 s, jobs b and c take 9 s. This is how they ended, and "
        f"when: {ends}. What do the others do after the failure?"
    )


async def test_the_exception_itself_is_raised():
    """The exception that came first is raised, not a group of exceptions."""
    first = OSError("first")
    work = FakeService(
        {"a": ValueError("late"), "b": first}, takes={"a": 2, "b": 1}, name="work"
    )

    with pytest.raises((OSError, ValueError, ExceptionGroup)) as caught:
        await all_or_nothing([work("a"), work("b")])

    assert caught.value is first, (
        f"The first failure was {first!r}, and {caught.value!r} came out. "
        "Is that the very same exception?"
    )


async def test_the_others_have_cleaned_up(clock):
    """The exception is raised when the others have finished their cleaning up."""
    slow = [Step(takes=9, cleanup=30), Step(takes=9, cleanup=30)]
    broken = Step(takes=1, error=OSError("down"))

    with pytest.raises(OSError):
        await all_or_nothing([step.run() for step in (*slow, broken)])

    ends = [step.events for step in slow]
    assert ends == [[("cleaned up", 31)]] * 2, (
        "One failed after 1 s, each of the two others needs 30 s to clean up, the "
        f"exception was raised after {clock.elapsed:g} s, and this was seen of them: "
        f"{ends}. When is each one cancelled, and who waits for it?"
    )


async def test_a_failure_while_cleaning_up_comes_later():
    """Where one fails while it cleans up, the first exception is raised."""
    first = OSError("first")
    work = FakeService({"b": first}, takes=1, name="work")

    with pytest.raises((OSError, ValueError, ExceptionGroup)) as caught:
        await all_or_nothing([stumble(9, ValueError("cannot clean up")), work("b")])

    assert caught.value is first, (
        f"One failed with {first!r}, another one failed later, when it was cancelled, "
        f"and {caught.value!r} came out. Which line of yours raised it?"
    )


async def test_a_group_that_was_raised_stays_whole():
    """What is raised may itself be an ExceptionGroup: it comes out as it is."""
    error = ExceptionGroup("two parts", [OSError("one"), ValueError("two")])
    work = FakeService({"a": error}, takes=1, name="work")

    with pytest.raises(Exception) as caught:
        await all_or_nothing([work("a"), asyncio.sleep(9)])

    if caught.type is NotImplementedError:
        raise caught.value
    assert caught.value is error, (
        f"{error!r} was raised inside, and {caught.value!r} came out. "
        "How many groups did your code open?"
    )


async def test_a_cancellation_reaches_all_of_them():
    """If it is cancelled, it cancels all jobs, and waits for them."""
    steps = [Step(takes=9, cleanup=2), Step(takes=5, cleanup=2)]
    task = asyncio.create_task(all_or_nothing([step.run() for step in steps]))
    await asyncio.sleep(1)

    task.cancel()
    await asyncio.wait([task])

    ends = [step.events for step in steps]
    assert ends == [[("cleaned up", 3)]] * 2, (
        "It was cancelled after 1 s, each of the two needs 2 s to clean up, and this "
        f"was seen of them: {ends}. When is each one cancelled, and who waits for it?"
    )
    assert task.cancelled(), (
        "It was cancelled, and did not end with CancelledError. "
        "What became of the cancellation in your code?"
    )


async def test_a_cancellation_waits_for_the_slowest():
    """If it is cancelled, it waits for all jobs, not only for the first to end."""
    ended = []

    async def work(cleanup):
        try:
            await asyncio.sleep(9)
        finally:
            try:
                await asyncio.sleep(cleanup)
            finally:
                ended.append(cleanup)

    task = asyncio.create_task(all_or_nothing([work(1), work(3)]))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])

    assert sorted(ended) == [1, 3], (
        "It was cancelled. One job cleans up for 1 s, the other one for 3 s. When it "
        f"ended, these had ended: {ended}. What does your code wait for, after it was "
        "cancelled?"
    )


@given(cancellation=cancellations(least=1, most=4))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, no job is at work afterwards."""
    work = FakeService(takes={"a": 1, "b": 2, "c": 3}, name="work")

    await cancellation.of(all_or_nothing([work(key) for key in "abc"]))

    assert work.at_work == 0, "It has ended, and some are still at work. Who ends them?"


@given(
    script=st.lists(
        st.tuples(st.integers(1, 40), st.booleans(), st.integers(0, 8)),
        max_size=5,
        unique_by=lambda entry: entry[0],
    )
)
async def test_any_outcomes(script, clock):
    """It ends with the last of all, or with the clean-up after the first failure."""
    steps = [
        Step(takes / 4, cleanup / 4, None if good else OSError(takes))
        for takes, good, cleanup in script
    ]
    failing = min((s for s in steps if s.error), key=lambda s: s.takes, default=None)
    end = failing.takes if failing else max((s.takes for s in steps), default=0)
    late = [step for step in steps if failing and step.takes > end]

    try:
        results = await all_or_nothing([step.run() for step in steps])
    except OSError as error:
        results = error

    first = f"the one of {end:g} s failed first" if failing else "none failed"
    assert results == (failing.error if failing else [step.takes for step in steps]), (
        f"The jobs take {[step.takes for step in steps]} s, {first}, and this came "
        f"out: {results!r}. What should come out?"
    )
    all_over = end + max((step.cleanup for step in late), default=0)
    assert clock.elapsed == all_over, (
        f"The jobs take {[step.takes for step in steps]} s, {first}. All of them can "
        f"have ended, and cleaned up, after {all_over:g} s. `all_or_nothing` ended "
        f"after {clock.elapsed:g} s. What does it wait for?"
    )
    ends = [step.events for step in late]
    assert ends == [[("cleaned up", end + step.cleanup)] for step in late], (
        f"A job failed after {end:g} s. The others clean up for "
        f"{[step.cleanup for step in late]} s, and this was seen of them: {ends}. "
        "When is each one cancelled?"
    )
