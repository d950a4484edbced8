"""An error in plain words: what was seen, and perhaps one question."""

import linecache
import re
import traceback

from dojo.findings.source import SourceLine, is_answer, is_suite, lines_of
from dojo.guard import memory
from dojo.guard.run import NotRun, TriedToLeave

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
}
_NOT_RAISED = "DID NOT RAISE "
_NESTED_RUN = re.compile(r"cannot be called from a running event loop")


def message(error: BaseException) -> str:
    """Return what a learner reads of an error."""
    if isinstance(error, AssertionError):
        return _of_assertion(error)
    if isinstance(error, NotRun | TriedToLeave):
        return str(error)
    text = str(error)
    if text.startswith(_NOT_RAISED):
        return f"The test expects {text.removeprefix(_NOT_RAISED)}; it was not raised."
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
    meaning = _IN_PLAIN_WORDS.get(f"{type(error).__name__}: {text}")
    return f"{_named(error)}.\n{meaning}" if meaning else _named(error)


def is_nested_run(error: BaseException) -> bool:
    """Tell whether an error is that of `asyncio.run` inside a coroutine."""
    return isinstance(error, RuntimeError) and bool(_NESTED_RUN.search(str(error)))


def _of_assertion(error: AssertionError) -> str:
    """Return an assertion's own message; pytest's analysis where it has none."""
    text = str(error)
    own, analysis, _ = text.partition("\nassert ")
    return own if analysis else text or "An assertion did not hold."


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
    value = f"a value of type {kind}" if kind else "something else"
    if awaited.endswith(")`"):
        seen = f"{awaited} gave {value} back, and that cannot be awaited"
        question = "Which two words make a function a coroutine function?"
    else:
        seen = f"{awaited} was {value}, and that cannot be awaited"
        question = "Which values can be awaited?"
    return f"{seen} ({error}).\n{question}"


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


def asks_for_items(error: BaseException) -> bool:
    """Tell whether an error is that of `async for` over what has no items."""
    return isinstance(error, TypeError) and bool(_NO_ITEMS.search(str(error)))


def lines_in_answers(error: BaseException) -> list[SourceLine]:
    """Return the lines of the answer that an error went through, outermost first."""
    return [line for line in lines_of(error.__traceback__) if is_answer(line.path)]


def _named(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(type(error), error)).strip()
