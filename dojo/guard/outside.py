"""What a test on real time leaves behind outside its loops: threads and processes."""

import multiprocessing
import threading

from dojo.findings.findings import record
from dojo.findings.source import SourceLine
from dojo.virtual.outside import Patience
from dojo.virtual.real import is_on_real_time
from dojo.virtual.threads import gates_of_this_test, threads_at_work
from dojo.virtual.watched import loops_of_this_test

_SECONDS_OF_A_LOOK = 0.02
_IDLE_LOOKS_AT_THE_END = 25
_SECONDS_OF_WORK_AT_THE_END = 1.0


def end_threads_and_processes() -> None:
    """Put on record the threads and child processes that are left, and end them."""
    if not is_on_real_time():
        return
    _end_processes()
    if any(loop.outside.is_stuck for loop in loops_of_this_test()):
        # Each thread has been told already, and none of them ends.
        return
    _end_loops()
    left = _threads_left()
    for name, line in left:
        record().note(
            f"The thread {name} was still at work at the end: it stood at this line.",
            "Who tells this thread to stop, and who waits until it has?",
            line,
            consequence=True,
        )
    open_gates()
    for name, line in _threads_left() if left else ():
        record().note(
            f"The thread {name} goes on and on: nothing ends it.",
            "What would end this line?",
            line,
            consequence=True,
            hung=True,
        )


def open_gates() -> None:
    """Let the threads go on that wait for the test, which does not go on itself."""
    for gate in gates_of_this_test():
        gate.set()


def _end_loops() -> None:
    for loop in loops_of_this_test():
        if loop.is_running():
            record().note(
                "An event loop was still running in a thread at the end.",
                "Who stops it, and who waits for its thread?",
                consequence=True,
            )
            loop.call_soon_threadsafe(loop.stop)


def _threads_left() -> list[tuple[str, SourceLine]]:
    """Return the threads that are at work; what is about to end may do so before."""
    patience = Patience(_IDLE_LOOKS_AT_THE_END, _SECONDS_OF_WORK_AT_THE_END)
    pause = threading.Event()
    while (left := list(threads_at_work())) and not patience.is_over():
        pause.wait(_SECONDS_OF_A_LOOK)
    return left


def _end_processes() -> None:
    for child in multiprocessing.active_children():
        record().note(
            "A child process was still there at the end.",
            "Who shuts the pool of processes down, and waits for it?",
            consequence=True,
        )
        child.kill()
        child.join()
