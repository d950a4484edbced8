"""What comes from outside of an event loop: threads, child processes, sockets, signals.

While they are at work the virtual clock stands still. How long to wait for them is
counted in looks at which this process did nothing, and in what its processor has
worked: on a busy machine, each look takes longer, and there are not more of them.
"""

import asyncio
import math
import socket
import sys
import threading
import weakref
from collections.abc import Callable, Sized
from time import process_time as real_process_time
from typing import Any

from dojo.findings.findings import record

SECONDS_OF_A_LOOK = 0.1
SECONDS_OF_WORK = 10.0
# A look at which the processor has worked less than this for us was an idle one.
LEAST_SECONDS_OF_WORK = 0.001
LOOKS_FOR_A_PROCESS, LOOKS_FOR_A_THREAD, LOOKS_FOR_OTHERS = 100, 50, 5
SECONDS_FOR_A_SOCKET = 0.005

Select = Callable[[float], Any]


class StillAtWork(Exception):
    """A thread or a child process is at work, and nothing came of it.

    Attributes:
        seconds: how many seconds, of real time or of the processor, it was waited for.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Outside:
    """What may wake a task of a loop from outside.

    Args:
        watched: the files that the loop's selector watches, by their numbers.

    Attributes:
        jobs: how many calls of `run_in_executor` are at work.
        processes: the child processes that the loop has started.
        sockets_inside: sockets whose other end is in this process.
        is_stuck: a thread or a child process was waited for in vain.
    """

    def __init__(self, watched: Callable[[], Any]) -> None:
        self.jobs = 0
        self.processes: weakref.WeakSet[asyncio.SubprocessTransport] = weakref.WeakSet()
        self.sockets_inside: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self.is_stuck = False
        self._threads_before = threading.active_count()
        self._watched = watched
        self._own_files = 0

    def begin(self) -> None:
        """Remember which files the loop watches for itself."""
        self._own_files = len(self._watched())

    def wait(self, select: Select, next_timer: float, has_handlers: Sized) -> Any:
        """Wait as long as something outside may wake a task.

        Args:
            select: waits for events, for some real seconds.
            next_timer: when the loop's next timer is due, in virtual seconds.
            has_handlers: the loop's handlers of signals.

        Returns:
            The events; none if nothing came.

        Raises:
            StillAtWork: a thread or a child process is at work, and does not end.
        """
        if any(process.get_returncode() is None for process in self.processes):
            return self._wait_for_work(select, LOOKS_FOR_A_PROCESS)
        if self.jobs:
            return self._wait_for_work(select, LOOKS_FOR_A_THREAD)
        if math.isfinite(next_timer):
            return select(SECONDS_FOR_A_SOCKET if self._watches_files() else 0)
        if has_handlers or self._watches_files() or self._has_more_threads():
            return self._look(select, LOOKS_FOR_OTHERS)
        return select(0)

    def _wait_for_work(self, select: Select, looks: int) -> Any:
        if events := self._look(select, looks):
            return events
        self.is_stuck = True
        raise StillAtWork(looks * SECONDS_OF_A_LOOK)

    def _look(self, select: Select, most_idle: int) -> Any:
        began = worked = real_process_time()
        idle = 0
        while idle < most_idle and worked - began < SECONDS_OF_WORK:
            if events := select(SECONDS_OF_A_LOOK):
                return events
            record().steps += 1
            before, worked = worked, real_process_time()
            idle += worked - before < LEAST_SECONDS_OF_WORK
        return []

    def _has_more_threads(self) -> bool:
        return threading.active_count() > self._threads_before

    def _watches_files(self) -> bool:
        watched = len(self._watched()) - self._own_files
        return watched > self._watched_inside()

    def _watched_inside(self) -> int:
        """Return how many sockets are watched whose other end is in this process.

        What is sent there can be read at once; on Windows, soon after.
        """
        if sys.platform == "win32" or not self.sockets_inside:
            return 0
        numbers = [end.fileno() for end in self.sockets_inside]
        watched = self._watched()
        return sum(number in watched for number in numbers if number >= 0)
