"""Slips that nearly everybody makes with asyncio and aiohttp, in plain words."""

import asyncio
import linecache
import re
import traceback
from collections.abc import Iterable

from dojo.findings.source import is_answer, is_suite, lines_in_answers
from dojo.report.values import named, short_line

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
    "TypeError: expect a list of futures, not Task": (
        "`asyncio.wait` takes a list or a set of tasks, and was given one task.\n"
        "What makes a list of one thing?"
    ),
    "TypeError: expect a list of futures, not coroutine": (
        "`asyncio.wait` takes a list or a set of tasks, and was given one coroutine.\n"
        "Which call makes a task of a coroutine, and what makes a list of it?"
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
    "RuntimeError: cannot reuse already awaited coroutine": (
        "A coroutine runs once, and this one has run.\nWhere was it awaited before?"
    ),
    "RuntimeError: cannot notify on un-acquired lock": (
        "A condition is notified only while its lock is held.\n"
        "In which block does this line stand?"
    ),
    "RuntimeError: Set changed size during iteration": (
        "Something was added to a set, or taken out, while this loop went through it.\n"
        "What runs while the loop waits?"
    ),
}
_PATTERNS = (
    (
        re.compile(r"asynchronous generator is already running"),
        "An async generator does one thing at a time.\n"
        "Which task asks it for an item, or closes it, at this moment?",
    ),
    (
        re.compile(r"async generator ignored GeneratorExit"),
        "It was closed, and went on to another `yield`.\n"
        "What does your code do when it is closed?",
    ),
    (
        re.compile(r"raised Stop(Async)?Iteration"),
        "There was no item any more when this line asked for one.\n"
        "What tells you that the last one has come?",
    ),
    (
        re.compile(r"is bound to a different event loop"),
        "It belongs to an event loop that is gone, that of an earlier call.\n"
        "Where is it made, and how often does this line run?",
    ),
    (
        re.compile(r"does not support the asynchronous context manager protocol"),
        "`async with` needs something that it can open and close with `await`.\n"
        "What makes such a thing of an async generator function?",
    ),
    (
        re.compile(r"'coroutine' object is not callable"),
        "It is a coroutine that is already made: nobody has to call it.\n"
        "Which word runs it?",
    ),
    (
        re.compile(r"'coroutine'"),
        "A coroutine stands here in place of its result.\nWhich `await` is missing?",
    ),
    (
        re.compile(r"'(_asyncio\.)?Task'"),
        "A task stands here in place of its result.\n"
        "What gives you the result of a task?",
    ),
    (
        re.compile(r"\b(run|create_task)\(\) takes \d positional arguments? but"),
        "This function takes a coroutine, and no arguments for it.\n"
        "What makes a coroutine of a function and its arguments?",
    ),
)
_PLAIN_WITH = re.compile(
    r"'(\w+)' object does not support the context manager protocol"
)
_NO_RESPONSE_YET = re.compile(r"RequestContextManager' object has no attribute")
_COROUTINES = "Passing coroutines is forbidden"
_FORGOTTEN = re.compile(r"cannot access local variable '(\w+)'")
_NESTED_RUN = re.compile(
    r"cannot be called from a running event loop|event loop is already running"
    r"|while another loop is running"
)


def of_a_slip(error: BaseException) -> str:
    """Return what was done wrong, and a question; "" for other errors."""
    if lacks_a_star(error):
        return (
            "`asyncio.gather` was given all coroutines in one argument; it takes each "
            "of them as an argument of its own.\n"
            "Which sign before a list makes arguments of its items?"
        )
    if said := _of_a_wrong_kind(error):
        return said
    if is_nested_run(error):
        return (
            f"{error}.\nThis line is to run an event loop to its end, and here one is "
            "already running.\nHow does a coroutine wait for another coroutine?"
        )
    if unopened := _of_what_nobody_opened(error):
        return unopened
    known = _IN_PLAIN_WORDS.get(f"{type(error).__name__}: {error}")
    meaning = known or _of_a_pattern(error) or _of_a_forgotten_name(error)
    return f"{named(error).rstrip('.')}.\n{meaning}" if meaning else ""


def _of_a_pattern(error: BaseException) -> str:
    found = (words for pattern, words in _PATTERNS if pattern.search(str(error)))
    known = isinstance(error, TypeError | AttributeError | RuntimeError)
    return next(found, "") if known else ""


def says_all(error: BaseException) -> bool:
    """Tell whether an error is the cause of whatever else was found, or explains it.

    What such an error has ended was often made before, and never awaited.
    """
    text = str(error)
    known = _NO_ITEMS.search(text) or text.startswith(_COROUTINES)
    unopened = _of_what_nobody_opened(error)
    return (
        isinstance(error, NameError) or lacks_a_star(error) or bool(known or unopened)
    )


def _of_what_nobody_opened(error: BaseException) -> str:
    """Return what `async with` should have opened; "" for other errors."""
    plain_with = _PLAIN_WITH.search(str(error))
    if plain_with:
        seen = f"`with` alone does not open a {plain_with[1].lstrip('_')}"
    elif _NO_RESPONSE_YET.search(str(error)):
        seen = "A request was made and not awaited, so there is no response yet"
    else:
        return ""
    return (
        f"{seen} ({named(error)}).\n"
        "Which two words open such a thing, wait, and close it again?"
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


def _of_a_wrong_kind(error: BaseException) -> str:
    """Return what is awaited, or iterated over, and cannot be; empty for the others."""
    # `asyncio.run` raises ValueError where the others raise TypeError.
    if not isinstance(error, TypeError | ValueError):
        return ""
    if match := _NOT_AWAITABLE.search(str(error)):
        return _of_what_cannot_be_awaited(error, match[1])
    if match := _NO_ITEMS.search(str(error)):
        return (
            "One item after another was asked for, and this was a "
            f"{match[1] or match[2]} ({error}).\n"
            "What makes a function an async generator?"
        )
    return ""


def _of_what_cannot_be_awaited(error: BaseException, kind: str | None) -> str:
    awaited, given = _awaited_expression(error), _given_to_asyncio(error)
    uncalled = (kind or "").rpartition("_")[2] in ("function", "method")
    value = f"a value of type {kind}" if kind else "something else"
    if given:
        seen = f"{awaited} was given {given}, and that is no coroutine"
    elif awaited.endswith(")`"):
        seen = f"{awaited} gave {value} back, and that cannot be awaited"
    elif uncalled:
        seen = f"{awaited} is a function, which nobody has called"
    else:
        seen = f"{awaited} was {value}, and that cannot be awaited"
    if given == "a function" or uncalled:
        question = "What makes a coroutine of a coroutine function?"
    else:
        question = _question_of_what_cannot_be_awaited(error, awaited, given)
    return f"{seen} ({error}).\n{question}"


def _question_of_what_cannot_be_awaited(
    error: BaseException, awaited: str, given: str
) -> str:
    if "async_generator" in str(error):
        return "Which loop takes one item after another from an async generator?"
    if "await " in awaited:
        return "Which `await` has made a value of it already?"
    if "Future" in given:
        return "What has started this work already?"
    if given:
        return "Where does this value come from, and who has waited for it?"
    if not awaited.endswith(")`"):
        return "Which values can be awaited?"
    if lines_in_answers(error):
        return "Is this function a coroutine function?"
    return "Which two words make a function a coroutine function?"


def _given_to_asyncio(error: BaseException) -> str:
    """Return what asyncio was given in the place of a coroutine; "" if it was not."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    if not frames or not frames[-1].f_globals["__name__"].startswith("asyncio"):
        return ""
    code, values = frames[-1].f_code, frames[-1].f_locals
    names = [n for n in code.co_varnames[: code.co_argcount] if n != "self"]
    value = values[names[0]] if names else None
    return "a function" if callable(value) else short_line(repr(value))


def _awaited_expression(error: BaseException) -> str:
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
