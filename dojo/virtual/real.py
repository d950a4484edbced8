"""An event loop on the real clock, for what cannot be moved to another time.

Threads, child processes and signals live on real time, and so do the suites about them.
They are written with handshakes, so that nothing in them takes long: what takes long,
and does nothing meanwhile, will never end.
"""

import asyncio
import contextlib
import math
import multiprocessing
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic as real_monotonic
from typing import Any

from dojo.findings.findings import record
from dojo.virtual.loop import LoopOfAnAnswer, VirtualLoop
from dojo.virtual.outside import (
    LOOKS_FOR_A_PROCESS,
    SECONDS_OF_A_LOOK,
    Outside,
    Patience,
)
from dojo.virtual.threads import threads_at_work
from dojo.virtual.watched import Deadlock, WatchedLoop

IDLE_LOOKS_TO_A_HANG = 20
SECONDS_OF_WORK_TO_A_HANG = 1.5

# Not a context variable: what an answer runs in a thread has another context.
_is_on_real_time = False


@contextlib.contextmanager
def on_real_time() -> Iterator[None]:
    """Let the loops that are made in the block, in any thread, live on real time.

    Child processes start as in a program of its own: a judging process would hand on
    the way in which it was started itself.
    """
    global _is_on_real_time
    before, _is_on_real_time = _is_on_real_time, True
    started = multiprocessing.get_start_method(allow_none=True)
    default = multiprocessing.get_all_start_methods()[0]
    multiprocessing.set_start_method(default, force=True)
    try:
        yield
    finally:
        _is_on_real_time = before
        multiprocessing.set_start_method(started, force=True)


def is_on_real_time() -> bool:
    """Tell whether this is a block, or a test, that lives on real time."""
    return _is_on_real_time


def loop_of_a_test() -> WatchedLoop:
    """Return a new event loop for a test, or for one example of it."""
    return RealLoop() if _is_on_real_time else VirtualLoop()


def loop_of_an_answer() -> WatchedLoop:
    """Return a new event loop for `asyncio.run` and its like."""
    return RealLoopOfAnAnswer() if _is_on_real_time else LoopOfAnAnswer()


class RealLoop(WatchedLoop):
    """asyncio's own event loop, watched; its clock starts at 0."""

    # A private part of asyncio; tests/dojo/test_loop.py pins it.
    _default_executor: ThreadPoolExecutor | None

    def __init__(self) -> None:
        self._began = real_monotonic()
        super().__init__(_RealSelector(self))

    def time(self) -> float:
        """Return the real seconds since the loop was made."""
        return real_monotonic() - self._began

    async def shutdown_default_executor(self, *seconds: float | None) -> None:
        """Wait for the threads of the loop, but not for one that never ends."""
        if not self.outside.is_stuck and not any(threads_at_work()):
            await super().shutdown_default_executor(*seconds)
            return
        self._executor_shutdown_called = True
        if self._default_executor is not None:
            self._default_executor.shutdown(wait=False)


class RealLoopOfAnAnswer(RealLoop):
    """A real loop that an answer has made, by `asyncio.run` or the like."""

    is_of_an_answer = True

    def is_the_judges_own(self, task: asyncio.Task[Any]) -> bool:
        """Tell whether nobody asks why a task was still running at the end.

        A runner that an answer keeps in a thread is there to cancel what is left. What
        is left when the test is over is looked at in the main thread.
        """
        return not _is_in_main_thread() or super().is_the_judges_own(task)


class _RealSelector(Outside):
    """Waits in real time, and gives up where nothing happens any more."""

    def __init__(self, loop: RealLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        """Return the events that are there within `timeout` real seconds.

        Raises:
            Deadlock: nothing has happened for long, or a thread works on and on.
        """
        until = math.inf if timeout is None else real_monotonic() + timeout
        patience = Patience(_idle_looks(), SECONDS_OF_WORK_TO_A_HANG)
        record().steps += 1
        while True:
            # That a loop in another thread waits is no sign of life of this one.
            record().steps += _is_in_main_thread()
            left = until - real_monotonic()
            events = super().select(max(0.0, min(left, SECONDS_OF_A_LOOK)))
            if events or left <= SECONDS_OF_A_LOOK:
                return events
            if patience.is_over() and _is_in_main_thread():
                self._give_up(patience.seconds)

    def _give_up(self, seconds: float) -> None:
        self.is_stuck = True
        self._loop.give_up(
            Deadlock,
            f"Nothing has come of this for {seconds:g} s of real time.",
            "Who should have gone on?",
        )


def _idle_looks() -> int:
    # While a child process starts, this one has nothing to do.
    has_children = bool(multiprocessing.active_children())
    return LOOKS_FOR_A_PROCESS if has_children else IDLE_LOOKS_TO_A_HANG


def _is_in_main_thread() -> bool:
    """Tell whether this is the thread of the test; another one may wait for it."""
    return threading.current_thread() is threading.main_thread()
