"""Which threads run code of an answer or a suite, and at which line."""

import sys
import threading
from collections.abc import Iterator
from traceback import walk_stack
from types import FrameType

from dojo.findings.findings import record
from dojo.findings.source import SourceLine, is_answer, is_suite, line_of


def threads_at_work() -> Iterator[tuple[str, SourceLine]]:
    """Yield the name of each other thread at work, and the line at which it is.

    A thread of a pool that waits for its next job is not at work.
    """
    frames = sys._current_frames()
    for thread in threading.enumerate():
        frame = frames.get(thread.ident or 0)
        is_this_one = thread is threading.current_thread()
        line = None if is_this_one or frame is None else _innermost(frame)
        if line is not None:
            yield thread.name, line


def describe_threads() -> Iterator[str]:
    """Yield a line of text for each other thread at work."""
    for name, line in threads_at_work():
        at = str(line).replace("\n", "\n  ")
        yield f"  The thread {name} is at {at}"


def _innermost(frame: FrameType) -> SourceLine | None:
    """Return the innermost line of an answer, else of a suite, on a stack."""
    frames = [frame for frame, _ in walk_stack(frame)]
    for wanted in (is_answer, is_suite):
        for one in frames:
            if wanted(one.f_code.co_filename):
                return line_of(one)
    return None


class _Gates(list[threading.Event]):
    """What the threads of one test wait for, until the test lets them go on."""


def gates_of_this_test() -> list[threading.Event]:
    """Return what is set when a test is over, so that none of its threads is left."""
    return record().part(_Gates)
