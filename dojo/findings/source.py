"""Lines of code that a learner can open: where something happened, in whose file."""

import functools
import linecache
import os
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_stack, walk_tb
from types import FrameType, TracebackType

from dojo import ROOT, shown
from dojo.findings.debugger import package_of

_SUITES = f"{ROOT / 'tests'}{os.sep}"
_JUDGE = f"{ROOT / 'dojo'}{os.sep}"
_LIBRARIES = tuple(
    f"{sysconfig.get_path(name)}{os.sep}" for name in ("stdlib", "purelib", "platlib")
)
_MISTAKES = (AttributeError, IndexError, NameError, TypeError)
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
    return filename.startswith(_SUITES) and not is_answer(filename)


def is_judge(filename: str) -> bool:
    """Tell whether a file belongs to the judge, the fakes of the suites included."""
    return filename.startswith(_JUDGE)


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

    def __str__(self) -> str:
        linecache.checkcache(self.path)
        source = linecache.getline(self.path, self.number).strip()
        inside = "" if self.function == "<module>" else f" in {self.function}"
        return f"{shown(self.path)}:{self.number}{inside}\n    {source}"


def line_of(frame: FrameType) -> SourceLine:
    """Return the line at which a frame is now."""
    code = frame.f_code
    return SourceLine(code.co_filename, frame.f_lineno, code.co_qualname)


def nearest_answer(unless_through: frozenset[str] = frozenset()) -> SourceLine | None:
    """Return the innermost line of an answer on the stack.

    Args:
        unless_through: top-level packages that may do what an answer may not.

    Returns:
        None where there is none, or where one of these packages stands between.
    """
    for frame, _ in walk_stack(sys._getframe()):
        if is_answer(frame.f_code.co_filename):
            return line_of(frame)
        if package_of(frame) in unless_through:
            return None
    return None


def nearest_author() -> SourceLine | None:
    """Return the innermost line of an answer or a suite on the stack, or None.

    The search ends where the event loop or pytest has called.
    """
    for frame, _ in walk_stack(sys._getframe()):
        code = frame.f_code
        if is_answer(code.co_filename) or is_suite(code.co_filename):
            return line_of(frame)
        if code.co_name in _CALLERS_OF_CODE:
            return None
    return None


def lines_of(traceback: TracebackType | None) -> Iterator[SourceLine]:
    """Yield the lines of a traceback, outermost first."""
    for frame, number in walk_tb(traceback):
        code = frame.f_code
        yield SourceLine(code.co_filename, number, code.co_qualname)


def is_mistake(error: BaseException) -> bool:
    """Tell whether a line of an answer raised what only a wrong program raises."""
    lines = list(lines_of(error.__traceback__))
    return isinstance(error, _MISTAKES) and bool(lines) and is_answer(lines[-1].path)


def lines_in_answers(error: BaseException) -> list[SourceLine]:
    """Return the lines of the answer that an error went through, outermost first."""
    return [line for line in lines_of(error.__traceback__) if is_answer(line.path)]
