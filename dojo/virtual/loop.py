"""An event loop on a virtual clock: waiting costs nothing, a deadlock has a name.

Where nothing is ready to run, the clock jumps to the next timer instead of
waiting for it. Where there is no timer either, and nothing outside the loop
could wake a task, every task waits for ever: a deadlock. The errors come out of
the selector, below every coroutine, so no `except` of an answer can catch them.

The idea of a clock that jumps is that of `trio.testing.MockClock`; the private
names of asyncio that it needs are pinned by `tests/dojo/test_loop.py`.
"""

import asyncio
import math
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextvars import Context
from typing import Any, ClassVar, NoReturn, TypeVar, TypeVarTuple

from dojo.findings.findings import record
from dojo.virtual.outside import Outside, StillAtWork
from dojo.virtual.watched import Deadlock, WatchedLoop

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

STEPS_AT_ONE_INSTANT = 100_000
JUMPS_OF_THE_CLOCK = 50_000
STEPS_IN_ALL = 500_000


class Polling(KeyboardInterrupt):
    """A task asks again and again instead of waiting.

    Of the family of `KeyboardInterrupt`, so that Hypothesis does not look for a
    smaller example of what takes half a second each time.
    """


class VirtualLoop(WatchedLoop):
    """An event loop whose clock starts at 0 and jumps from timer to timer.

    Threads and child processes freeze the clock while they work, so a time-out
    never wins against real work.
    """

    # Private parts of asyncio; tests/dojo/test_loop.py pins them on every Python.
    _scheduled: list[asyncio.TimerHandle]
    _default_executor: ThreadPoolExecutor | None

    seconds_jumped: ClassVar[float] = 0.0

    def __init__(self) -> None:
        self._now = 0.0
        self._steps_at_this_instant = self._steps = self._jumps = self._timers_set = 0
        super().__init__(_VirtualSelector(self))
        # Together with times rounded to 9 digits: ten sleep(0.1) end at 1.0.
        self._clock_resolution = 1e-9

    def time(self) -> float:
        """Return the virtual time, in seconds since the loop was made."""
        return self._now

    def call_at(
        self,
        when: float,
        callback: Callable[[*Ts], object],
        *args: *Ts,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """Call back at `when` (virtual seconds); equal times keep their order."""
        self._timers_set += 1
        due = _Due(when)
        due.number = self._timers_set
        return super().call_at(due, callback, *args, context=context)

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts
    ) -> asyncio.Future[T]:
        """Run `func` in a thread; the clock stands still until its result is here."""
        future = super().run_in_executor(executor, func, *args)
        self.outside.jobs.add(future)
        return future

    async def _make_subprocess_transport(self, *args: Any, **kwargs: Any) -> Any:
        # The type stubs of asyncio lack its private parts, here and below.
        base: Any = super()
        transport = await base._make_subprocess_transport(*args, **kwargs)
        self.outside.processes.add(transport)
        return transport

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        """Join the threads in real time; asyncio's own limit would be virtual."""
        self._executor_shutdown_called = True
        if self._default_executor is not None and not self.outside.is_stuck:
            # The loop goes on meanwhile: a thread may hand it a coroutine, and wait.
            joiner = ThreadPoolExecutor(1)
            await self.run_in_executor(joiner, self._default_executor.shutdown)
            joiner.shutdown()

    def next_timer(self) -> float:
        """Return the time of the next timer, infinite if there is none."""
        return self._scheduled[0].when() if self._scheduled else math.inf

    def count_steps(self) -> None:
        """Count the steps that are about to run.

        Raises:
            Polling: there were too many at one instant, or in all.
        """
        steps = len(self._ready) or 1
        self._steps += steps
        self._steps_at_this_instant += steps
        if self._steps_at_this_instant > STEPS_AT_ONE_INSTANT:
            self._give_up_on_polling(
                f"Busy loop: at {self._now:g} s something ran {STEPS_AT_ONE_INSTANT:,} "
                "steps, and the clock did not move.",
                "What could this line wait for, instead of asking again and again?",
            )
        if self._steps > STEPS_IN_ALL:
            self._give_up_on_endless_polling()

    def jump(self) -> None:
        """Move the clock to the next timer.

        Raises:
            Polling: it has moved too often.
        """
        self.move_to(self.next_timer())
        self._steps_at_this_instant = 0
        self._jumps += 1
        if self._jumps > JUMPS_OF_THE_CLOCK:
            self._give_up_on_endless_polling()

    def move_to(self, when: float) -> None:
        """Move the clock to a virtual time, in seconds."""
        before, self._now = self._now, round(when, 9)
        VirtualLoop.seconds_jumped += self._now - before

    def _give_up_on_endless_polling(self) -> None:
        self._give_up_on_polling(
            f"Endless polling: after {self._now:,.0f} s of virtual time and "
            f"{self._jumps:,} short waits it was still not done.",
            "What should have ended this?",
        )

    def _give_up_on_polling(self, seen: str, question: str) -> NoReturn:
        # What is cancelled now may take some more steps.
        self._steps_at_this_instant = self._steps = self._jumps = 0
        self.give_up(Polling, seen, question)


class LoopOfAnAnswer(VirtualLoop):
    """The loop of an `asyncio.run` that an answer calls from ordinary code."""

    is_of_an_answer = True


class _VirtualSelector(Outside):
    """Moves the clock where an ordinary selector would wait."""

    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        """Return the events that are there, after a jump of the clock if need be.

        Raises:
            Deadlock: nothing is left that could happen.
            Polling: an answer asks again and again instead of waiting.
        """
        record().steps += 1
        self._loop.count_steps()
        if timeout is not None and timeout <= 0:
            return super().select(0)
        if events := self._wait_for_the_outside():
            return events
        if math.isinf(self._loop.next_timer()):
            self._loop.give_up(
                Deadlock,
                f"Deadlock: at {self._loop.time():g} s every task waits, and nothing "
                "is left that could wake one of them.",
                "Who should have woken them?",
            )
        self._loop.jump()
        return super().select(0)

    def _wait_for_the_outside(self) -> Any:
        handlers = getattr(self._loop, "_signal_handlers", ())
        try:
            return self.wait(self._loop.next_timer(), handles_signals=bool(handlers))
        except StillAtWork as error:
            self._loop.give_up(Deadlock, str(error), "What does it wait for?")


class _Due(float):
    """The time of a timer, which comes after equal times of timers set before it.

    asyncio keeps its timers in a heap, which forgets the order of equals; on a
    virtual clock equal times are the rule.
    """

    __slots__ = ("number",)
    number: int

    def __lt__(self, other: float) -> bool:
        if isinstance(other, _Due) and self == other:
            return self.number < other.number
        return super().__lt__(other)
