"""What is running can be interrupted, and a cancellation stays a cancellation."""

import asyncio
import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at
from katas.ch06_cancellation.k7_interruptible import Interrupted, Interruptible


def at(second, *actions):
    """Call functions, one after another, some seconds from now."""
    asyncio.get_running_loop().call_later(second, lambda: [act() for act in actions])


async def outcome_of(coro):
    """Return the result, or the exception, even where it is a cancellation."""
    try:
        return await coro
    except (Exception, asyncio.CancelledError) as error:
        return error


def assert_no_trace(what):
    """Check that the task of the test, which calls run, has not been cancelled."""
    requests = asyncio.current_task().cancelling()
    assert requests == 0, (
        f"An operation {what}. Nobody cancelled the calling task, and its cancelling() "
        f"is {requests} afterwards. Who counts that request, and who takes it back?"
    )


class Command:
    """Works for 9 s; if it is cancelled, cleans up for 2 s.

    Args:
        then: what it ends with after that: an exception, or a result. If there is none,
            it lets the cancellation go on.
    """

    def __init__(self, then=None):
        self.work = FakeService(takes=9, name="work")
        self.clean_up = FakeService(takes=2, name="clean_up")
        self.then = then

    async def run(self):
        """Work, and clean up."""
        try:
            return await self.work("command")
        except asyncio.CancelledError:
            await self.clean_up("command")
            if isinstance(self.then, Exception):
                raise self.then from None
            if self.then is None:
                raise
            return self.then

    @property
    def end(self):
        """How the cleaning up ended, and when."""
        return [(call.outcome, call.ended) for call in self.clean_up.calls]


class Tough:
    """Works until `finish` is called, at the latest until 9 s.

    If it is cancelled, it cleans up, and takes no notice of any further cancellation.
    """

    def __init__(self, cleanup):
        self.cleanup = cleanup
        self.ended = False
        self._end = asyncio.get_running_loop().create_future()

    def finish(self):
        """Let the work end with a result, if it has not been cancelled yet."""
        if not self._end.done():
            self._end.set_result("result")

    async def run(self):
        """Work, and clean up."""
        loop = asyncio.get_running_loop()
        at(9, self.finish)
        try:
            return await self._end
        except asyncio.CancelledError:
            clean = loop.time() + self.cleanup
            while loop.time() < clean:
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.sleep(clean - loop.time())
            raise
        finally:
            self.ended = True


@pytest.mark.parametrize("value", ["found", None, False])
async def test_the_result_is_returned(value, clock):
    """Nobody interrupts: the result of the operation."""
    assert await Interruptible().run(asyncio.sleep(3, value)) is value

    assert clock.elapsed == 3


async def test_an_exception_comes_out():
    """Nobody interrupts: the exception of the operation, itself."""
    error = OSError("down")
    work = FakeService({"command": error}, takes=1, name="work")

    with pytest.raises(OSError) as caught:
        await Interruptible().run(work("command"))

    assert caught.value is error


async def test_interrupt_ends_what_is_running(clock):
    """The operation is cancelled at once, and Interrupted is raised."""
    console, work = Interruptible(), FakeService(takes=9, name="work")
    at(2.125, console.interrupt)

    end = await outcome_of(console.run(work("command")))

    assert (type(end), clock.elapsed) == (Interrupted, 2.125), (
        f"It was interrupted at 2.125 s, and at {clock.elapsed:g} s {end!r} came out. "
        "Who asked the operation to stop?"
    )


async def test_it_waits_until_the_operation_has_cleaned_up(clock):
    """Interrupted is raised when the operation has ended."""
    console, command = Interruptible(), Command()
    at(2, console.interrupt)

    end = await outcome_of(console.run(command.run()))

    assert command.end == [("answered", 4)], (
        "It was interrupted at 2 s, needs 2 s to clean up, and run ended at "
        f"{clock.elapsed:g} s; this was seen of the cleaning up: {command.end}. "
        "When has an operation ended?"
    )
    assert type(end) is Interrupted


async def test_an_interruption_leaves_no_trace():
    """After Interrupted, the calling task has not been cancelled."""
    console = Interruptible()
    at(2, console.interrupt)

    await outcome_of(console.run(Command().run()))

    assert_no_trace("was interrupted")


async def test_a_cancellation_stays_a_cancellation(clock):
    """If the calling task is cancelled, so is the operation; it ends cancelled."""
    console, command = Interruptible(), Command()

    task = await cancelled_at(outcome_of(console.run(command.run())), 2)

    end = task.result()
    assert type(end) is asyncio.CancelledError, (
        f"The calling task was cancelled at 2 s, and got {end!r}. "
        "How can you tell who asked?"
    )
    assert command.end == [("answered", 4)], (
        "The calling task was cancelled at 2 s, the operation needs 2 s to clean up, "
        f"run ended at {clock.elapsed:g} s, and this was seen of the cleaning up: "
        f"{command.end}. Who tells the operation, and who waits for it?"
    )


async def test_the_next_operation_can_be_run(clock):
    """After an interruption, the next operation runs as if nothing had happened."""
    console = Interruptible()
    at(2, console.interrupt)
    at(6, console.interrupt)

    ends = [await outcome_of(console.run(Command().run()))]
    ends.append(await outcome_of(console.run(Command().run())))
    ends.append(await outcome_of(console.run(asyncio.sleep(1, "result"))))

    kinds = [end if isinstance(end, str) else type(end).__name__ for end in ends]
    assert kinds == ["Interrupted", "Interrupted", "result"], (
        "Of three operations the first two were interrupted, and these were the ends: "
        f"{kinds}. What do you remember from one operation to the next?"
    )
    assert clock.elapsed == 9


async def test_a_cancellation_after_an_interruption_is_one():
    """An operation was interrupted; the next one is cancelled: CancelledError."""
    console = Interruptible()
    at(2, console.interrupt)
    await outcome_of(console.run(Command().run()))

    task = await cancelled_at(outcome_of(console.run(Command().run())), 2)

    end = task.result()
    assert type(end) is asyncio.CancelledError, (
        "The first operation was interrupted. During the second one the calling task "
        f"was cancelled, and got {end!r}. What do you remember of the first one?"
    )


async def test_while_nothing_is_running_interrupt_does_nothing(clock):
    """An interruption before an operation, or after it, hits nobody."""
    console = Interruptible()
    console.interrupt()

    first = await outcome_of(console.run(asyncio.sleep(1, "first")))
    console.interrupt()
    pause = await outcome_of(asyncio.sleep(1, "pause"))
    second = await outcome_of(console.run(asyncio.sleep(1, "second")))

    assert (first, pause, second) == ("first", "pause", "second"), (
        "While nothing was running, interrupt was called. An operation, a pause and "
        f"another operation ended like this: {first!r}, {pause!r}, {second!r}. "
        "What is there to be interrupted?"
    )
    assert clock.elapsed == 3


async def test_a_second_interruption_cuts_nothing_off():
    """What an operation does to clean up is not cut off by another interruption."""
    console, command = Interruptible(), Command()
    at(2, console.interrupt, console.interrupt)
    at(3, console.interrupt)

    end = await outcome_of(console.run(command.run()))

    assert command.end == [("answered", 4)], (
        "It was interrupted at 2 s, needs 2 s to clean up, was interrupted again at "
        f"3 s, and this became of the cleaning up: {command.end}. "
        "How often is an operation asked to stop?"
    )
    assert type(end) is Interrupted


@pytest.mark.parametrize("order", ["interrupt, cancel", "cancel, interrupt"])
@pytest.mark.parametrize("later", [0, 1, 2])
async def test_a_cancellation_counts_more_than_an_interruption(order, later):
    """Where both come, before, after or at once, it is a CancelledError."""
    console = Interruptible()
    task = asyncio.create_task(outcome_of(console.run(Command().run())))
    calls = {"interrupt": console.interrupt, "cancel": task.cancel}
    first, second = (calls[name] for name in order.split(", "))
    if later:
        at(2, first)
        at(2 + later, second)
    else:
        at(2, first, second)
    await asyncio.wait([task])

    end, times = task.result(), f"2 s and {2 + later} s"
    assert type(end) is asyncio.CancelledError, (
        f"These calls came at {times}: {order}. The calling task got {end!r}. "
        "Which of the two must not be lost?"
    )
    assert task.cancelling() == 1, (
        f"These calls came at {times}: {order}. After that, the cancelling() of the "
        f"calling task is {task.cancelling()}. How often did somebody else cancel it?"
    )


async def test_an_operation_that_ends_just_then_is_interrupted():
    """The operation would end at the moment of the interruption: Interrupted."""
    console, end = Interruptible(), asyncio.get_running_loop().create_future()

    async def operation():
        return await end

    at(2, lambda: end.set_result("result"), console.interrupt)
    got = await outcome_of(console.run(operation()))

    assert type(got) is Interrupted, (
        "It was interrupted at 2 s, when the operation was just about to end, and "
        f"{got!r} came out. What does the docstring say of that?"
    )


async def test_a_result_in_spite_of_it_is_an_interruption(clock):
    """An operation that answers an interruption with a result is interrupted too."""
    console = Interruptible()
    at(2, console.interrupt)

    end = await outcome_of(console.run(Command(then="result").run()))

    assert type(end) is Interrupted, (
        "It was interrupted at 2 s, the operation returned a result all the same, and "
        f"{end!r} came out. What does the user expect to hear?"
    )
    assert_no_trace("returned a result in spite of an interruption")
    assert await outcome_of(asyncio.sleep(1, "next")) == "next"
    assert clock.elapsed == 5


async def test_a_failure_meanwhile_is_the_cause():
    """An operation that fails while it is interrupted: Interrupted, from its error."""
    error, console = OSError("cannot clean up"), Interruptible()
    at(2, console.interrupt)

    end = await outcome_of(console.run(Command(then=error).run()))

    assert type(end) is Interrupted, (
        f"It was interrupted at 2 s, failed while it cleaned up, and {end!r} came out. "
        "Which of the two is the end, and which is the cause?"
    )
    assert end.__cause__ is error
    assert_no_trace("failed while it was interrupted")


async def test_an_operation_may_end_with_a_cancellation_of_its_own():
    """A CancelledError that nobody here asked for is no interruption."""
    stopped = FakeService({"command": asyncio.CancelledError()}, takes=1, name="work")

    end = await outcome_of(Interruptible().run(stopped("command")))

    assert type(end) is asyncio.CancelledError, (
        "The operation ended with a CancelledError of its own, nobody interrupted it, "
        f"and {end!r} came out. How do you know that it was interrupted?"
    )
    assert asyncio.current_task().cancelling() == 0


async def test_a_time_out_inside_hides_no_interruption(clock):
    """An operation whose own time-out is just over can still be interrupted."""
    console, clean_up = Interruptible(), FakeService(takes=2, name="clean_up")

    async def operation():
        try:
            async with asyncio.timeout(1):
                try:
                    await asyncio.sleep(9)
                finally:
                    await clean_up("time-out")
        except TimeoutError:
            await asyncio.sleep(9)

    at(2, console.interrupt)
    end = await outcome_of(console.run(operation()))

    assert (type(end), clock.elapsed) == (Interrupted, 2), (
        "The operation was busy with a time-out of its own when it was interrupted at "
        f"2 s, and {end!r} came out at {clock.elapsed:g} s. Who else cancels a task?"
    )


@pytest.mark.parametrize("interrupted", [False, True])
async def test_a_time_out_outside_is_one(interrupted, clock):
    """The time-out of the caller gives a TimeoutError, interrupted or not."""
    console = Interruptible()
    if interrupted:
        at(2, console.interrupt)

    async def with_time_out():
        async with asyncio.timeout(3):
            await console.run(Command().run())

    end = await outcome_of(with_time_out())

    seen = "It was interrupted at 2 s and" if interrupted else "It"
    assert type(end) is TimeoutError, (
        f"{seen} needed longer than the time-out of its caller, 3 s, and {end!r} came "
        "out. Whose cancellations does the calling task count?"
    )
    assert asyncio.current_task().cancelling() == 0


async def test_each_interrupts_its_own(clock):
    """Where two are running, an interruption hits the one that is meant."""
    left, right = Interruptible(), Interruptible()
    at(1, left.interrupt)

    ends = await asyncio.gather(
        outcome_of(left.run(asyncio.sleep(3, "left"))),
        outcome_of(right.run(asyncio.sleep(3, "right"))),
    )

    assert (type(ends[0]), ends[1]) == (Interrupted, "right"), (
        "Of two that were running the left one was interrupted. They ended like this: "
        f"{ends}. How does each know its own operation?"
    )


@given(halves=st.lists(st.integers(1, 16), min_size=1, max_size=4), late=st.booleans())
async def test_however_often_it_is_cancelled_it_waits(halves, late):
    """However often the caller is cancelled, the operation has ended when run has."""
    command = Tough(cleanup=2)
    instants = [half / 2 for half in halves]

    task = await cancelled_at(Interruptible().run(command.run()), *instants, late=late)

    assert command.ended, "The operation still cleans up, and run has ended. Who waits?"
    assert task.cancelled()


@given(cancellation=cancellations(least=1, most=5))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, the operation has ended, and the caller knows."""
    command = Tough(cleanup=1)

    task = await cancellation.of(Interruptible().run(command.run()))

    assert command.ended
    assert task.cancelled() or task.result() == "result"


EVENTS = st.tuples(
    st.integers(1, 8), st.sampled_from(["interrupt", "cancel", "finish"])
)


def is_tie(events):
    """Return whether `finish` shares its second with something else."""
    seconds = [second for second, _ in events]
    return any(name == "finish" and seconds.count(at) > 1 for at, name in events)


def predicted(cleanup, events):
    """Return how an operation ends, when, and how often its caller was cancelled.

    It works until the first event. After that it cleans up, unless it has finished.
    """
    end, interrupted, cancels = 9, False, 0
    for second, name in events:
        if second > end:
            break
        if end == 9:
            end = second if name == "finish" else second + cleanup
        interrupted = interrupted or name == "interrupt"
        cancels += name == "cancel"
    how = "cancelled" if cancels else "interrupted" if interrupted else "result"
    return how, end, cancels


async def played(console, cleanup, events):
    """Run an operation while all this happens; return the same as `predicted`."""
    caller, loop, command = (
        asyncio.current_task(),
        asyncio.get_running_loop(),
        Tough(cleanup),
    )
    running = True
    actions = {
        "interrupt": console.interrupt,
        "finish": command.finish,
        "cancel": lambda: running and caller.cancel(),
    }
    for second, group in itertools.groupby(events, key=lambda event: event[0]):
        at(second, *[actions[name] for _, name in group])

    began = loop.time()
    end = await outcome_of(console.run(command.run()))
    running, elapsed, cancels = False, loop.time() - began, caller.cancelling()
    assert command.ended, "The operation still cleans up, and run has ended. Who waits?"

    while caller.cancelling():
        caller.uncancel()
    await asyncio.sleep(began + 20 - loop.time())
    names = {Interrupted: "interrupted", asyncio.CancelledError: "cancelled"}
    return names.get(type(end), end), elapsed, cancels


@given(
    script=st.lists(
        st.tuples(st.sampled_from([0, 0.5, 2.5]), st.lists(EVENTS, max_size=5)),
        min_size=1,
        max_size=3,
    )
)
async def test_any_script(script):
    """Whatever happens when, each operation ends as the docstring says."""
    script = [
        (0 if is_tie(events) else cleanup, sorted(events, key=lambda event: event[0]))
        for cleanup, events in script
    ]

    async def play():
        console = Interruptible()
        return [await played(console, *entry) for entry in script]

    playing = asyncio.create_task(play())
    await asyncio.wait([playing])

    assert not playing.cancelled(), (
        "Between two operations the calling task was cancelled. Nobody outside did so."
    )
    assert playing.result() == [predicted(*entry) for entry in script]
