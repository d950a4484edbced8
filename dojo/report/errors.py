"""An error in plain words: what was seen, and perhaps one question."""

import ast
import asyncio
import functools
import linecache
import re
import traceback
from collections.abc import Iterable
from itertools import takewhile

from dojo.findings.source import SourceLine, is_answer, is_suite, lines_of
from dojo.guard import memory
from dojo.guard.run import NotRun, TriedToLeave
from dojo.virtual.loop import loops_of_this_test

_NOT_AWAITABLE = re.compile(
    r"(?:object )?'?(\w+)'?(?: object)? can(?:'t|not) be "
    r"(?:used in 'await' expression|awaited)"
    r"|(?:an awaitable|a coroutine) (?:is required|was expected)",
    re.IGNORECASE,
)
_NO_ITEMS = re.compile(
    r"'async for' requires an object with __aiter__ method, got (\w+)"
    r"|'(\w+)' object is not an async (?:iterable|iterator)"
)
# What libraries say in few words, with what it means, and one question.
_IN_PLAIN_WORDS = {
    "ClientConnectionError: Connection closed": (
        "A body was asked for after its response had been released.\n"
        "At which line does the response's block end?"
    ),
    "RuntimeError: Session is closed": (
        "A request was made after its session had been closed.\n"
        "At which line does the session's block end?"
    ),
    "RuntimeError: no running event loop": (
        "This line needs a running event loop, and none runs here yet.\n"
        "Which of your functions runs on the loop?"
    ),
    "TypeError: Passing coroutines is forbidden, use tasks explicitly.": (
        "`asyncio.wait` waits for tasks, and was given coroutines.\n"
        "Which call makes a task of a coroutine?"
    ),
    "ValueError: Set of Tasks/Futures is empty.": (
        "`asyncio.wait` was given nothing to wait for.\nWhen is no task left here?"
    ),
    "InvalidStateError: Exception is not set.": (
        "The task has not ended yet.\nWhat can you ask it before you ask for this?"
    ),
    "InvalidStateError: Result is not set.": (
        "The task has not ended yet.\nWhat can you ask it before you ask for this?"
    ),
    "RuntimeError: Set changed size during iteration": (
        "Something was added to a set, or taken out, while this loop went through it.\n"
        "What runs while the loop waits?"
    ),
}
_LONGEST_LINE = 160
# Hypothesis is slow to import: its classes are known by name.
_OF_HYPOTHESIS = ("FlakyFailure", "FlakyReplay", "FlakyStrategyDefinition", "Flaky")
_OPENED_BY_NOBODY = re.compile(
    r"does not support the context manager protocol"
    r"|RequestContextManager' object has no attribute"
)
_FUTURE = re.compile(r"(<(?:_Gathering)?Future \w[^>]*>)")
_FORGOTTEN = re.compile(r"cannot access local variable '(\w+)'")
_NOT_RAISED = "DID NOT RAISE "
_NESTED_RUN = re.compile(r"cannot be called from a running event loop")


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


def _seen(error: BaseException) -> str:
    text = str(error)
    if isinstance(error, asyncio.CancelledError) and (said := _of_cancellation(error)):
        return said
    if lacks_a_star(error):
        return (
            "`asyncio.gather` was given all coroutines in one argument; it takes each "
            "of them as an argument of its own.\n"
            "Which sign before a list makes arguments of its items?"
        )
    if isinstance(error, TypeError) and (said := _of_a_wrong_kind(error)):
        return said
    if is_nested_run(error):
        return (
            f"{text}.\nasyncio.run() starts an event loop of its own, and here one is "
            "already running.\nHow does a coroutine wait for another coroutine?"
        )
    if isinstance(error, MemoryError):
        limit = f"{memory.LIMIT >> 30} GB of memory"
        return f"MemoryError: the answer asked for more than {limit}."
    if isinstance(error, BaseExceptionGroup):
        return "\n".join([_named(error), *(f"  {_named(e)}" for e in error.exceptions)])
    if type(error).__name__ in _OF_HYPOTHESIS:
        return (
            "With the same arguments the answer did something else the second time.\n"
            "What in it depends on more than its arguments?"
        )
    meaning = _meaning(error)
    return f"{_named(error).rstrip('.')}.\n{meaning}" if meaning else _named(error)


def _meaning(error: BaseException) -> str:
    """Return in plain words what an error means, and a question; "" where unknown."""
    if _OPENED_BY_NOBODY.search(str(error)):
        return (
            "It has to be opened, and that takes a while.\n"
            "Which two words open such a thing, wait, and close it again?"
        )
    known = _IN_PLAIN_WORDS.get(f"{type(error).__name__}: {error}")
    return known or _of_a_forgotten_name(error)


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
        "cancelled.\nWhat does `await` give you of a task that was cancelled?"
    )


def lacks_a_star(error: BaseException) -> bool:
    """Tell whether `gather` was given a collection of coroutines as one argument.

    It takes a generator on Python 3.11, which then is a task that yields coroutines.
    """
    if str(error).startswith("Task got bad yield: <coroutine"):
        return True
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    gathers = [frame for frame in frames if frame.f_code is asyncio.gather.__code__]
    if not isinstance(error, TypeError) or not gathers:
        return False
    given = gathers[-1].f_locals["coros_or_futures"]
    is_text = isinstance(given[0], str | bytes)
    return len(given) == 1 and isinstance(given[0], Iterable) and not is_text


def is_nested_run(error: BaseException) -> bool:
    """Tell whether an error is that of `asyncio.run` inside a coroutine."""
    return isinstance(error, RuntimeError) and bool(_NESTED_RUN.search(str(error)))


def _of_assertion(error: AssertionError) -> str:
    """Return an assertion's own message; pytest's analysis where it has none."""
    text = str(error)
    text = _FUTURE.sub(r"\1 (a future, which nobody has awaited)", text, count=1)
    own, analysis, _ = text.partition("\nassert ")
    # pytest's own advice is for those who run pytest.
    text = re.sub(r"\n\s*Use -v to get more diff", "", text)
    return own if analysis else text or "An assertion did not hold."


def _of_a_forgotten_name(error: BaseException) -> str:
    """Return why a name is unknown after the `except` that gave it; "" for others."""
    match, lines = _FORGOTTEN.search(str(error)), lines_in_answers(error)
    if not match or not lines:
        return ""
    source = "".join(linecache.getlines(lines[-1].path))
    if not re.search(rf"^ *except .+ as {match[1]}:", source, re.MULTILINE):
        return ""
    return (
        "Python forgets the name after `as` where the `except` ends.\n"
        "Under which other name could you keep it?"
    )


def _of_a_wrong_kind(error: TypeError) -> str:
    """Return what is awaited, or iterated over, and cannot be; empty for the others."""
    if match := _NOT_AWAITABLE.search(str(error)):
        return _of_what_cannot_be_awaited(error, match[1])
    if match := _NO_ITEMS.search(str(error)):
        return (
            "One item after another was asked for, and this was a "
            f"{match[1] or match[2]} ({error}).\n"
            "What makes a function an async generator?"
        )
    return ""


def _of_what_cannot_be_awaited(error: TypeError, kind: str | None) -> str:
    awaited = _awaited_expression(error)
    given = _given_to_asyncio(error)
    value = f"a value of type {kind}" if kind else "something else"
    if given:
        seen = f"{awaited} was given {given}, and that is no coroutine"
    elif awaited.endswith(")`"):
        seen = f"{awaited} gave {value} back, and that cannot be awaited"
    else:
        seen = f"{awaited} was {value}, and that cannot be awaited"
    if given == "a function":
        question = "What makes a coroutine of a coroutine function?"
    elif "await " in awaited:
        question = "Which `await` has made a value of it already?"
    elif given:
        question = "Where does this value come from, and who has waited for it?"
    elif awaited.endswith(")`"):
        question = "Which two words make a function a coroutine function?"
    else:
        question = "Which values can be awaited?"
    return f"{seen} ({error}).\n{question}"


def _given_to_asyncio(error: BaseException) -> str:
    """Return what asyncio was given in the place of a coroutine; "" if it was not."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    if not frames or not frames[-1].f_globals["__name__"].startswith("asyncio"):
        return ""
    code, values = frames[-1].f_code, frames[-1].f_locals
    names = [n for n in code.co_varnames[: code.co_argcount] if n != "self"]
    value = values[names[0]] if names else None
    return "a function" if callable(value) else short_line(repr(value))


def _awaited_expression(error: TypeError) -> str:
    """Return the text of what was awaited, as Python's own traceback marks it."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if is_answer(frame.filename) or is_suite(frame.filename):
            return f"`{_marked(frame).removeprefix('await ')}`"
    return "The call"


def _marked(frame: traceback.FrameSummary) -> str:
    """Return the part of a line that Python marks with ^^^^ in a traceback."""
    line = linecache.getline(frame.filename, frame.lineno or 0)
    one_line = frame.lineno == frame.end_lineno
    marked = line.encode()[frame.colno : frame.end_colno] if one_line else line.encode()
    return marked.decode(errors="replace").strip()


def says_all(error: BaseException) -> bool:
    """Tell whether an error is the cause of whatever else was found, or explains it.

    What such an error has ended was often made before, and never awaited.
    """
    known = _NO_ITEMS.search(str(error)) or _OPENED_BY_NOBODY.search(str(error))
    return isinstance(error, NameError) or lacks_a_star(error) or bool(known)


def lines_in_answers(error: BaseException) -> list[SourceLine]:
    """Return the lines of the answer that an error went through, outermost first."""
    return [line for line in lines_of(error.__traceback__) if is_answer(line.path)]


def _named(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(type(error), error)).strip()


def short_line(line: str) -> str:
    """Return a line of at most 160 characters."""
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} …"
