"""An error in plain words: what was seen, and perhaps one question."""

import ast
import asyncio
import difflib
import functools
import linecache
import re
import sys
from itertools import takewhile
from pathlib import Path

from dojo.findings.source import is_suite, lines_in_answers, lines_of
from dojo.guard import memory
from dojo.guard.run import NotRun, TriedToLeave
from dojo.report.slips import of_a_slip
from dojo.report.values import named, with_what_they_lack, without_needless
from dojo.virtual.watched import loops_of_this_test

# Hypothesis is slow to import: its classes are known by name.
_OF_HYPOTHESIS = ("FlakyFailure", "FlakyReplay", "FlakyStrategyDefinition", "Flaky")
# Their names are those of modules of Python, but for a letter.
_OTHER_PACKAGES = frozenset({"httpx"})
_NOT_RAISED = "DID NOT RAISE "
_FILE_OF_A_MODULE = re.compile(r" \((?:[A-Za-z]:)?[/\\][^)]*\)")


def message(error: BaseException) -> str:
    """Return what a learner reads of an error."""
    text = str(error)
    if isinstance(error, AssertionError):
        return _of_assertion(error)
    if isinstance(error, NotRun | TriedToLeave):
        return text
    if text.startswith(_NOT_RAISED):
        expected = text.removeprefix(_NOT_RAISED)
        return f"The test expects {expected}, and nothing was raised."
    first, *others = _seen(error).split("\n")
    if expected := _expected_where(error):
        first = f"{first} (The test expects {expected} here.)"
    return "\n".join([first, *others])


def message_of_import(error: BaseException, path: Path) -> str:
    """Return what a learner reads of an error while a file was imported."""
    if isinstance(error, SystemExit | KeyboardInterrupt):
        name = type(error).__name__
        return f"{name}: the file tried to leave Python while it was imported."
    if _asks_for_input(error):
        return (
            "The file asks for input while it is imported, and nobody types anything.\n"
            'Does this line belong below `if __name__ == "__main__":`?'
        )
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"{named(error)}.\n{_what_there_is(error.name, path.parent)}"
    if isinstance(error, SyntaxError):
        return f"{type(error).__name__}: {error.msg}{_of_a_wrong_place(error.msg)}"
    return _FILE_OF_A_MODULE.sub("", of_a_slip(error) or named(error))


def _what_there_is(wanted: str, beside: Path) -> str:
    """Return which module was meant, or which ones the katas need.

    Args:
        wanted: the name of the module that is not found.
        beside: the folder of the file that imports it.
    """
    top = wanted.partition(".")[0]
    if (beside / f"{top}.py").is_file():
        line = f"from katas.{beside.name} import {top}"
        return f"Your {top}.py is found by its whole name: {line}"
    modules = ["aiohttp", *sys.stdlib_module_names]
    if top in (*modules, "katas"):
        return "Is its name written like that?"
    alike = difflib.get_close_matches(top, modules, n=1, cutoff=0.75)
    if alike and top not in _OTHER_PACKAGES:
        return f"Did you mean {alike[0]!r}?"
    return "The katas need nothing but Python itself, and aiohttp for the web."


def _of_a_wrong_place(message: str) -> str:
    if "outside async function" in message or "'await' outside" in message:
        return "\nWhich two words make a function a coroutine function?"
    if "outside function" in message:
        return "\nWhich function does this line belong to, and how far is it indented?"
    return ""


def _asks_for_input(error: BaseException) -> bool:
    of_pytest = isinstance(error, OSError) and "reading from stdin" in str(error)
    return of_pytest or str(error) == "EOF when reading a line"


def _seen(error: BaseException) -> str:
    if _asks_for_input(error):
        return (
            "Your code asks for input, and nobody types anything while it is judged.\n"
            "Which argument holds what it needs?"
        )
    if isinstance(error, asyncio.CancelledError) and (said := _of_cancellation(error)):
        return said
    if said := of_a_slip(error):
        return said
    if isinstance(error, MemoryError):
        limit = f"{memory.LIMIT >> 30} GB of memory"
        return f"MemoryError: the answer asked for more than {limit}."
    if isinstance(error, BaseExceptionGroup):
        return "\n".join([named(error), *(f"  {named(e)}" for e in error.exceptions)])
    if type(error).__name__ in _OF_HYPOTHESIS:
        return (
            "With the same arguments the answer did something else the second time.\n"
            "What in it depends on more than its arguments?"
        )
    return named(error)


def _expected_where(error: BaseException) -> str:
    """Return what `pytest.raises` was to catch where an error went through a suite."""
    by_suite = [line for line in lines_of(error.__traceback__) if is_suite(line.path)]
    for line in reversed(by_suite):
        for lines, what in _blocks_that_expect(line.path):
            if line.number in lines:
                return what
    return ""


@functools.cache
def _blocks_that_expect(suite: str) -> list[tuple[range, str]]:
    """Return the lines of each `with pytest.raises(…)`, and what it expects."""
    source = "".join(linecache.getlines(suite))
    return [
        (range(node.lineno, (node.end_lineno or 0) + 1), ast.unparse(call.args[0]))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.With)
        for call in (item.context_expr for item in node.items)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.raises"
    ]


def _of_cancellation(error: asyncio.CancelledError) -> str:
    """Return by which line of the answer a CancelledError came in; "" if by none.

    A task that was cancelled hands its CancelledError on, with its own lines, to
    whoever awaits it: the answer's line is the one before.
    """
    lines = lines_in_answers(error)
    names = {
        getattr(task.get_coro(), "__qualname__", "")
        for loop in loops_of_this_test()
        for task in list(loop.created_at)
        if task.cancelled()
    }
    awaiting = list(takewhile(lambda line: line.function not in names, lines)) or lines
    if not awaiting:
        return ""
    source = str(awaiting[-1]).rpartition("\n")[2].strip()
    if "await" not in source and (".exception(" in source or ".result(" in source):
        return (
            f"CancelledError came out of your line `{source}`: it asks a task that was "
            "cancelled.\nWhat does this call do for such a task?"
        )
    return (
        f"CancelledError came out of your line `{source}`: what it waits for was "
        "cancelled.\nWho cancelled it, and what does `await` give you then?"
    )


def _of_assertion(error: AssertionError) -> str:
    """Return an assertion's own message; pytest's analysis where it has none."""
    text = with_what_they_lack(without_needless(str(error)))
    own, analysis, _ = text.partition("\nassert ")
    return own if analysis else text or "An assertion did not hold."
