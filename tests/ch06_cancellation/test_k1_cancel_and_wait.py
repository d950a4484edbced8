"""A task is asked once, waited for, and nobody's cancellation is mixed up."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at, latencies
from katas.ch06_cancellation.k1_cancel_and_wait import cancel_and_wait


class Reader:
    """Reads until it is cancelled; then it saves, and ends with an error or a result.

    Without either, it ends cancelled.
    """

    def __init__(self, saving=0, error=None, result=None):
        self.read = FakeService(takes=99, name="read")
        self.save = FakeService(takes=saving, name="save")
        self.error = error
        self.result = result

    @property
    def saved(self):
        """How the saving went."""
        return [call.outcome for call in self.save.calls]

    async def start(self):
        """Return a task that reads."""
        task = asyncio.create_task(self._run(), name="reader")
        await asyncio.sleep(0)
        return task

    async def _run(self):
        try:
            await self.read("socket")
        except asyncio.CancelledError:
            await self.save("file")
            if self.error is not None:
                raise self.error from None
            if self.result is None:
                raise
        return self.result


async def stubborn(seconds, error=None):
    """Work for some time, even if cancelled; then fail, if there is an error."""
    asyncio.current_task().add_done_callback(lambda task: task.exception())
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while loop.time() < end:
        try:
            await asyncio.sleep(end - loop.time())
        except asyncio.CancelledError:
            continue
    if error is not None:
        raise error


async def test_the_task_ends():
    """The task is cancelled, and has ended; its CancelledError is not raised."""
    task = await Reader().start()

    caller = asyncio.create_task(cancel_and_wait(task))
    await asyncio.wait([caller])

    assert not caller.cancelled(), (
        "The task was cancelled, nobody cancelled its caller, and the caller got a "
        "CancelledError. Which line of yours raises it?"
    )
    assert caller.result() is None
    assert task.cancelled()


async def test_it_waits_for_the_cleaning_up(clock):
    """It returns when the task has finished its cleaning up, and not before."""
    reader = Reader(saving=2)
    task = await reader.start()

    await cancel_and_wait(task)

    assert (reader.saved, clock.elapsed) == (["answered"], 2), (
        "Asked to stop, the task needs 2 s to save. You returned after "
        f"{clock.elapsed:g} s, and the saving was {reader.saved}. When has it ended?"
    )


async def test_a_task_that_has_not_begun():
    """A task that has not begun ends without a single step."""
    reader = Reader()
    task = asyncio.create_task(reader.read("socket"))

    await cancel_and_wait(task)

    assert task.cancelled()
    assert reader.read.calls == []


async def test_its_exception_comes_out():
    """Where the task fails while it cleans up, that exception is raised."""
    error = OSError("disk full")
    task = await Reader(saving=1, error=error).start()

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await cancel_and_wait(task)

    assert caught.value is error


async def test_a_task_may_end_with_a_result(clock):
    """Where the task ends with a result, this returns, and nothing is raised."""
    task = await Reader(saving=1, result="all of it").start()

    assert await cancel_and_wait(task) is None

    assert clock.elapsed == 1
    assert task.result() == "all of it"


@pytest.mark.parametrize("end", ["a result", "an exception", "cancelled"])
async def test_a_task_that_has_ended_is_left_alone(end, clock):
    """A task that had ended before, in whatever way, is not touched."""
    answers = {"a result": 1, "an exception": OSError("before"), "cancelled": 0}
    task = asyncio.create_task(FakeService(answers, name="work")(end))
    if end == "cancelled":
        task.cancel()
    await asyncio.wait([task])
    failed = not task.cancelled() and task.exception() is not None

    assert await cancel_and_wait(task) is None

    assert clock.elapsed == 0
    assert failed == (end == "an exception")


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("instant", [1, 3])
async def test_your_own_cancellation_comes_out(instant, late):
    """A caller that is cancelled while this waits hears of it, also at the very end."""
    reader = Reader(saving=3)
    task = await reader.start()

    caller = await cancelled_at(cancel_and_wait(task), instant, late=late)
    await asyncio.wait([task])

    assert caller.cancelled(), (
        f"The task ends after 3 s. Your caller was cancelled at {instant} s, while you "
        "waited, and never heard of it. Which line of yours takes that CancelledError?"
    )


async def test_a_stubborn_task_does_not_take_your_cancellation():
    """The caller's cancellation is raised, whatever the task does when cancelled."""
    task = asyncio.create_task(stubborn(5))
    await asyncio.sleep(0)

    caller = await cancelled_at(cancel_and_wait(task), 2)
    await asyncio.wait([task])

    assert caller.cancelled(), (
        "The task takes no notice of cancellations. Your caller was cancelled at 2 s, "
        "and never heard of it. To whom did the CancelledError go?"
    )


async def test_your_cancellation_comes_before_its_exception():
    """Where the caller is cancelled, and then the task fails, it ends cancelled."""
    task = asyncio.create_task(stubborn(5, OSError("disk full")))
    await asyncio.sleep(0)

    caller = await cancelled_at(cancel_and_wait(task), 2)
    await asyncio.wait([task])

    end = "cancelled" if caller.cancelled() else caller.exception()
    assert end == "cancelled", (
        f"Your caller was cancelled at 2 s, the task failed at 5 s, and {end!r} came "
        "out. Has the caller heard of its cancellation?"
    )


async def test_a_timeout_around_it():
    """A time-out around this ends with TimeoutError, and nothing of it is left."""
    task = await Reader(saving=3).start()

    with pytest.raises((TimeoutError, asyncio.CancelledError)) as caught:
        async with asyncio.timeout(1):
            await cancel_and_wait(task)

    left = asyncio.current_task().cancelling()
    assert (caught.type, left) == (TimeoutError, 0), (
        f"A time-out around you was over, {caught.type.__name__} came out of it, and "
        f"cancelling() is {left} now. Who asked this task to stop, and how often?"
    )
    await asyncio.wait([task])


async def test_it_may_be_used_while_its_caller_cleans_up():
    """A caller that was cancelled before can stop one task after the other."""
    tasks = [await Reader(saving=1).start() for _ in range(2)]

    async def work():
        try:
            await asyncio.sleep(9)
        finally:
            for task in tasks:
                await cancel_and_wait(task)

    caller = await cancelled_at(work(), 1)

    assert caller.cancelled()
    assert [task.done() for task in tasks] == [True, True], (
        "A task was cancelled, and used cancel_and_wait twice in its `finally`. The "
        "second task still runs. Was anybody cancelled while you waited for the first?"
    )


@given(saving=latencies())
async def test_any_cleaning_up(saving, clock):
    """However long the cleaning up takes, it is finished, and this returns then."""
    reader = Reader(saving=saving)

    await cancel_and_wait(await reader.start())

    assert clock.elapsed == saving
    assert reader.saved == ["answered"]


@given(quarters=st.integers(1, 32), data=st.data(), late=st.booleans())
async def test_cancelled_at_any_instant(quarters, data, late):
    """The caller ends cancelled if and only if it was cancelled while this waited."""
    saving, instant = quarters / 4, data.draw(latencies(most=10))
    task = await Reader(saving=saving).start()

    caller = await cancelled_at(cancel_and_wait(task), instant, late=late)
    await asyncio.wait([task])

    assert caller.cancelled() == (instant <= saving)
