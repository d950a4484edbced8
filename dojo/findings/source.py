"""Lines of code that a learner can open: where something happened, in whose file."""

import functools
import linecache
import os
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType

from dojo import ROOT
from dojo import shown as shown

SUITES = f"{ROOT / 'tests'}{os.sep}"
JUDGE = f"{ROOT / 'dojo'}{os.sep}"
_LIBRARIES = tuple(
    f"{sysconfig.get_path(name)}{os.sep}" for name in ("stdlib", "purelib", "platlib")
)
_CALLERS_OF_CODE = frozenset({"_run_once", "pytest_pyfunc_call"})

_answers = f"{ROOT / 'katas'}{os.sep}"


def answers_are_in(folder: Path) -> None:
    """Say which folder holds the answers that are judged."""
    global _answers
    _answers = f"{folder}{os.sep}"
    is_answer.cache_clear()
    is_suite.cache_clear()


@functools.cache
def is_answer(filename: str) -> bool:
    """Tell whether a file belongs to the answers that are judged."""
    return filename.startswith(_answers) and not filename.startswith(_LIBRARIES)


@functools.cache
def is_suite(filename: str) -> bool:
    """Tell whether a file belongs to the suites (and is not itself an answer)."""
    return filename.startswith(SUITES) and not is_answer(filename)


@dataclass(frozen=True)
class SourceLine:
    """One line of code.

    Attributes:
        path: the file.
        number: which line it is, from 1.
        function: the qualified name of the function that the line is in.
    """

    path: str
    number: int
    function: str

    @property
    def source(self) -> str:
        """The text of the line, without its indentation."""
        linecache.checkcache(self.path)
        return linecache.getline(self.path, self.number).strip()

    @property
    def place(self) -> str:
        """The file and the line, as an editor opens them: `path:line`."""
        return f"{shown(self.path)}:{self.number}"

    def __str__(self) -> str:
        inside = "" if self.function == "<module>" else f" in {self.function}"
        return f"{self.place}{inside}\n    {self.source}"


def line_of(frame: FrameType) -> SourceLine:
    """Return the line at which a frame is now."""
    code = frame.f_code
    return SourceLine(code.co_filename, frame.f_lineno, code.co_qualname)


def frames_from(frame: FrameType | None) -> Iterator[FrameType]:
    """Yield a frame, its caller, and so on outwards."""
    while frame is not None:
        yield frame
        frame = frame.f_back


def nearest_answer(frame: FrameType | None) -> SourceLine | None:
    """Return the innermost line of an answer on a stack, or None."""
    for outer in frames_from(frame):
        if is_answer(outer.f_code.co_filename):
            return line_of(outer)
    return None


def nearest_author(frame: FrameType | None) -> SourceLine | None:
    """Return the innermost line of an answer or a suite on a stack, or None.

    The search ends where the event loop or pytest has called.
    """
    for outer in frames_from(frame):
        code = outer.f_code
        if is_answer(code.co_filename) or is_suite(code.co_filename):
            return line_of(outer)
        if code.co_name in _CALLERS_OF_CODE:
            return None
    return None


def answer_frame_that_called(
    frame: FrameType | None, unless_through: frozenset[str]
) -> FrameType | None:
    """Return the frame of an answer that led to `frame` without a middleman.

    Args:
        frame: where to begin; the search goes outwards.
        unless_through: top-level packages that may do what an answer may not;
            if one of them stands between, there is no such frame.
    """
    for outer in frames_from(frame):
        if is_answer(outer.f_code.co_filename):
            return outer
        package = outer.f_globals.get("__name__", "").partition(".")[0]
        if package in unless_through:
            return None
    return None


def lines_of(traceback: TracebackType | None) -> Iterator[SourceLine]:
    """Yield the lines of a traceback, outermost first."""
    while traceback is not None:
        code = traceback.tb_frame.f_code
        yield SourceLine(code.co_filename, traceback.tb_lineno, code.co_qualname)
        traceback = traceback.tb_next


def current_frame() -> FrameType:
    """Return the frame of the caller's caller."""
    return sys._getframe(2)
