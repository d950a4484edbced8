"""An event loop on a virtual clock: waiting costs nothing, a deadlock has a name.

Where nothing is ready to run, the clock jumps to the next timer instead of
waiting for it. Where there is no timer either, and nothing outside the loop
could wake a task, every task waits for ever: a deadlock. The errors come out of
the selector, below every coroutine, so no `except` of an answer can catch them.

The idea of a clock that jumps is that of `trio.testing.MockClock`; the private
names of asyncio that it needs are pinned by `tests/dojo/test_loop.py`.
"""

import asyncio
import contextlib
import math
import weakref
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextvars import Context, ContextVar
from typing import Any, ClassVar, NoReturn, TypeVar, TypeVarTuple

from dojo.findings.findings import record
from dojo.findings.source import SourceLine, nearest_author
from dojo.virtual.lost import note_lost, note_open_generator
from dojo.virtual.network import LoopOnANetwork
from dojo.virtual.outside import Outside, StillAtWork
from dojo.virtual.tasks import describe_tasks

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_is_the_judges: ContextVar[bool] = ContextVar("is_the_judges", default=False)

STEPS_AT_ONE_INSTANT = 100_000
JUMPS_OF_THE_CLOCK = 50_000
STEPS_IN_ALL = 500_000
_MOST_TURNS_AT_THE_END = 100


class Deadlock(Exception):
    """Every task waits for something that never happens."""


class Polling(KeyboardInterrupt):
    """A task asks again and again instead of waiting.

    Of the family of `KeyboardInterrupt`, so that Hypothesis does not look for a
    smaller example of what takes half a second each time.
    """


@contextlib.contextmanager
def made_by_the_judge() -> Iterator[None]:
    """Let the tasks that come of the block be the judge's own, not the answer's."""
    token = _is_the_judges.set(True)
    try:
        yield
    finally:
        _is_the_judges.reset(token)


class VirtualLoop(LoopOnANetwork):
    """An event loop whose clock starts at 0 and jumps from timer to timer.

    Threads and child processes freeze the clock while they work, so a time-out
    never wins against real work.
    """

    # Private parts of asyncio; tests/dojo/test_loop.py pins them on every Python.
    _ready: deque[asyncio.Handle]
    _scheduled: list[asyncio.TimerHandle]
    _default_executor: ThreadPoolExecutor | None
    _asyncgens: weakref.WeakSet[AsyncGenerator[Any, Any]]

    seconds_jumped: ClassVar[float] = 0.0

    def __init__(self) -> None:
        self._now = 0.0
        self._steps_at_this_instant = self._steps = self._jumps = self._timers_set = 0
        self.outside = _VirtualSelector(self)
        self.created_at = weakref.WeakKeyDictionary[asyncio.Task[Any], SourceLine]()
        self.tasks_of_the_judge = weakref.WeakSet[asyncio.Task[Any]]()
        self.generators_of_the_judge = weakref.WeakSet[AsyncGenerator[Any, Any]]()
        self.at_the_end: list[Callable[[], None]] = []
        super().__init__(self.outside)
        # Together with times rounded to 9 digits: ten sleep(0.1) end at 1.0.
        self._clock_resolution = 1e-9
        loops_of_this_test().append(self)

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

    def create_task(self, coro: Any, **kwargs: Any) -> asyncio.Task[Any]:
        """Make a task, and remember the line that made it."""
        task = super().create_task(coro, **kwargs)
        if _is_the_judges.get():
            self.tasks_of_the_judge.add(task)
        if (line := nearest_author()) is not None:
            self.created_at[task] = line
        return task

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

    def default_exception_handler(self, context: dict[str, Any]) -> None:
        """Write down what asyncio would only log."""
        if self.belongs_to_this_test():
            note_lost(context, self.created_at)

    def _asyncgen_finalizer_hook(self, agen: AsyncGenerator[Any, Any]) -> None:
        if self.belongs_to_this_test():
            note_open_generator(agen)
        base: Any = super()
        base._asyncgen_finalizer_hook(agen)

    def is_the_judges_own(self, task: asyncio.Task[Any]) -> bool:
        """Tell whether a task is the judge's, or was there before the test began."""
        # aiohttp makes tasks without asking the loop where Python (3.12) allows it.
        context: Any = getattr(task, "get_context", dict)()
        return task in self.tasks_of_the_judge or context.get(_is_the_judges, False)

    @property
    def open_generators(self) -> list[AsyncGenerator[Any, Any]]:
        """The async generators of the answer that have begun and are not closed."""
        return [g for g in self._asyncgens if g not in self.generators_of_the_judge]

    def adopt(self) -> None:
        """Count what goes on now as the judge's own, not as the answer's."""
        self.tasks_of_the_judge.update(asyncio.all_tasks(self))
        self.generators_of_the_judge.update(self._asyncgens)

    def bury(self, task: Any) -> None:
        """Forget a task that does not end."""
        asyncio.tasks._unregister_task(task)
        task._log_destroy_pending = False
        # It may answer with whatever it likes; nobody listens any more.
        with contextlib.suppress(BaseException):
            task.get_coro().close()

    def belongs_to_this_test(self) -> bool:
        """Tell a loop of this test from one whose leavings are only now collected."""
        return self in loops_of_this_test()

    def run_ready(self) -> None:
        """Run what can run at this instant, without moving the clock."""
        for _ in range(_MOST_TURNS_AT_THE_END):
            if not self._ready:
                return
            self.call_soon(self.stop)
            self.run_forever()

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

    def give_up(self, error: type[BaseException], seen: str, question: str) -> NoReturn:
        """Put on record that this goes on for ever, with each task, and raise it."""
        seen = f"{seen}\n{describe_tasks(self, list(self.created_at))}"
        raise error(str(record().note(seen, question, hung=True)))


class _Loops(list[VirtualLoop]):
    """The loops of one test, in the order in which they were made."""


def loops_of_this_test() -> list[VirtualLoop]:
    """Return the loops that the test, or the example, that runs now has made."""
    return record().part(_Loops)


def a_loop_is_running() -> bool:
    """Tell whether an event loop runs in this thread."""
    return asyncio._get_running_loop() is not None


class LoopOfAnAnswer(VirtualLoop):
    """The loop of an `asyncio.run` that an answer calls from ordinary code.

    What still runs at its end is not given another step: asyncio would cancel it.
    """


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
