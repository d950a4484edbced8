"""What comes from outside of an event loop: threads, child processes, sockets, signals.

While they are at work the virtual clock stands still. How long to wait for them is
counted in looks at which this process did nothing, and in what its processor has
worked: on a busy machine, each look takes longer, and there are not more of them.
"""

import asyncio
import math
import selectors
import socket
import sys
import threading
import weakref
from time import process_time as real_process_time
from typing import Any

from dojo.findings import debugger
from dojo.findings.findings import record

SECONDS_OF_A_LOOK = 0.1
SECONDS_OF_WORK = 10.0
# A look at which the processor has worked less than this for us was an idle one.
LEAST_SECONDS_OF_WORK = 0.001
LOOKS_FOR_A_PROCESS, LOOKS_FOR_A_THREAD, LOOKS_FOR_OTHERS = 100, 50, 5
SECONDS_FOR_A_SOCKET = 0.005
# Every loop of asyncio watches one for itself, by which threads and signals wake it.
_OWN_FILES = 1


class StillAtWork(Exception):
    """A thread or a child process is at work, and nothing came of it.

    Attributes:
        seconds: how many seconds, of real time or of the processor, it was waited for.
    """


class Patience:
    """How long to wait: so many looks without any work, or so much work.

    On a busy machine each look takes longer, and there are not more of them.

    Args:
        most_idle: how many looks at which this process did nothing.
        most_work: how many seconds of the processor.

    Attributes:
        seconds: how long that is, in seconds of either kind.
    """

    def __init__(self, most_idle: int, most_work: float) -> None:
        self.seconds = most_idle * SECONDS_OF_A_LOOK
        self._idle_left, self._most_work = most_idle, most_work
        self._began = self._worked = real_process_time()

    def is_over(self) -> bool:
        """Tell, after a look at which nothing came, whether it was the last one."""
        before, self._worked = self._worked, real_process_time()
        is_idle = self._worked - before < LEAST_SECONDS_OF_WORK
        self._idle_left -= is_idle and not debugger.holds_the_program()
        return self._idle_left <= 0 or self._worked - self._began >= self._most_work


class Outside(selectors.DefaultSelector):
    """Waits for what may wake a task of its loop from outside.

    Attributes:
        jobs: what was handed to a pool of threads or processes.
        processes: the child processes that the loop has started.
        sockets_inside: sockets whose other end is in this process.
        is_stuck: a thread or a child process was waited for in vain.
    """

    def __init__(self) -> None:
        super().__init__()
        self.jobs = weakref.WeakSet[Any]()
        self.processes = weakref.WeakSet[asyncio.SubprocessTransport]()
        self.sockets_inside = weakref.WeakSet[socket.socket]()
        self.is_stuck = False
        self._threads_before = threading.active_count()

    def wait(self, next_timer: float, *, handles_signals: bool) -> Any:
        """Wait as long as something outside may wake a task.

        Args:
            next_timer: when the loop's next timer is due, in virtual seconds.
            handles_signals: whether a signal may wake one.

        Returns:
            The events; none if nothing came.

        Raises:
            StillAtWork: a thread or a child process is at work, and does not end.
        """
        if any(process.get_returncode() is None for process in self.processes):
            return self._wait_for_work(LOOKS_FOR_A_PROCESS)
        if not all(job.done() for job in self.jobs):
            return self._wait_for_work(LOOKS_FOR_A_THREAD)
        if math.isfinite(next_timer):
            return super().select(SECONDS_FOR_A_SOCKET if self._watches_files() else 0)
        if handles_signals or self._watches_files() or self._has_more_threads():
            return self._look(LOOKS_FOR_OTHERS)
        return super().select(0)

    def _wait_for_work(self, looks: int) -> Any:
        if events := self._look(looks):
            return events
        self.is_stuck = True
        seconds = looks * SECONDS_OF_A_LOOK
        raise StillAtWork(
            f"A thread or a process was at work for {seconds:g} s of real time."
        )

    def _look(self, most_idle: int) -> Any:
        patience = Patience(most_idle, SECONDS_OF_WORK)
        while True:
            if events := super().select(SECONDS_OF_A_LOOK):
                return events
            record().steps += 1
            if patience.is_over():
                return []

    def _has_more_threads(self) -> bool:
        return threading.active_count() > self._threads_before

    def _watches_files(self) -> bool:
        """Tell whether it watches files that something outside may write to."""
        watched = self.get_map()
        # What is sent inside this process can be read at once; on Windows, soon after.
        ends = () if sys.platform == "win32" else self.sockets_inside
        numbers = [end.fileno() for end in ends]
        inside = sum(number in watched for number in numbers if number >= 0)
        return len(watched) > _OWN_FILES + inside
