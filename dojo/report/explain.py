"""Says in plain words why a test failed: what was seen, the lines, one question."""

import linecache
import re
import textwrap
import traceback
from collections.abc import Iterator

from dojo.findings.findings import Finding, Misconduct
from dojo.findings.source import SourceLine, is_answer, is_suite, lines_of
from dojo.guard import memory
from dojo.guard.run import EndedByForce, NotRun, TriedToLeave
from dojo.report.verdict import Result, Status
from dojo.virtual.loop import loops_of_this_test

_MOST_FINDINGS = 3
_MOST_LINES = 15
_MOST_LINES_SEEN = 40
_LONGEST_LINE = 160
_MOST_LINES_OF_CODE = 3
_WIDTH = 78
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
_ARGUMENT = re.compile(r"^    (\w+)=(.*?),?$", re.MULTILINE)
_NOT_RAISED = "DID NOT RAISE "
_NESTED_RUN = re.compile(r"cannot be called from a running event loop")


def explain(
    test: str,
    rule: str,
    error: BaseException,
    findings: list[Finding],
    output: str,
    picture: str = "",
) -> Result:
    """Return what a learner reads of a test that failed.

    Args:
        test: the name of the test.
        rule: the first line of its docstring.
        error: what it raised.
        findings: what was found while it ran.
        output: what the answer printed.
        picture: what ran when, where the test is about time.
    """
    error = _of_an_example(error)
    findings = _worth_telling(error, findings)
    if unwritten := _unwritten_function(error):
        headline = (
            f"not started: {unwritten.function}() still raises NotImplementedError"
        )
        return Result(test, Status.NOT_STARTED, rule, headline, headline)
    hung = isinstance(error, NotRun) or any(finding.hung for finding in findings)
    status = Status.HUNG if hung else Status.FAILING
    seen = list(_what_was_seen(error, findings))
    told = [shortened(_wrapped(text), _MOST_LINES_SEEN) for text in seen]
    lines = _lines_of(error, findings)
    parts = [*told, picture, lines, _example(error), _printed(output)]
    text = "\n\n".join(part for part in parts if part)
    return Result(test, status, rule, text, _headline(seen[0], rule))


def _unwritten_function(error: BaseException) -> SourceLine | None:
    """Return the line of a stub that raised NotImplementedError during a failed test.

    The error of the test may be another one: where the stub ran in a task, the
    test may have seen no more than that the task has failed.
    """
    for raised in (error, *_errors_of_tasks()):
        lines = list(lines_of(raised.__traceback__))
        by_answer = bool(lines) and is_answer(lines[-1].path)
        if isinstance(raised, NotImplementedError) and by_answer:
            return lines[-1]
    return None


def _errors_of_tasks() -> Iterator[BaseException]:
    for loop in loops_of_this_test():
        for task in list(loop.created_at):
            if task.done() and not task.cancelled() and (error := task.exception()):
                yield error


def _of_an_example(error: BaseException) -> BaseException:
    """Return what an example raised, where Hypothesis could not repeat it."""
    # Hypothesis is slow to import: its class is known by name.
    is_flaky = type(error).__name__ == "FlakyFailure"
    if is_flaky and isinstance(error, BaseExceptionGroup):
        return error.exceptions[0]
    return error


def _worth_telling(error: BaseException, findings: list[Finding]) -> list[Finding]:
    if isinstance(error, Misconduct):
        return [*error.findings, *findings]
    causes = [finding for finding in findings if not finding.consequence]
    if isinstance(error, TypeError) and _NO_ITEMS.search(str(error)):
        return []
    if _is_nested_run(error):
        here = set(_lines_in_answers(error))
        return [finding for finding in causes if not here.intersection(finding.lines)]
    return causes or (findings if isinstance(error, EndedByForce) else [])


def shortened(text: str, most: int = _MOST_LINES) -> str:
    """Return a text of at most `most` lines, and say what was left out."""
    lines = [_short_line(line) for line in text.splitlines()]
    if len(lines) <= most:
        return "\n".join(lines)
    head, tail = lines[: most - 4], lines[-3:]
    left_out = f"… {len(lines) - len(head) - len(tail):,} lines left out …"
    return "\n".join([*head, left_out, *tail])


def _what_was_seen(error: BaseException, findings: list[Finding]) -> Iterator[str]:
    yield from map(str, findings[:_MOST_FINDINGS])
    if not any(_tells(finding, error) for finding in findings):
        yield _message(error)


def _tells(finding: Finding, error: BaseException) -> bool:
    """Tell whether a finding says all that there is to say of an error."""
    return isinstance(error, EndedByForce) or str(finding) in str(error)


def _headline(seen: str, rule: str) -> str:
    """Return the first sentence of what was seen; a rule says more than bare values."""
    if rule and seen.startswith("assert "):
        return rule
    first_line = seen.partition("\n")[0]
    return _short_line(re.split(r"(?<=[.?!]) ", first_line)[0])


def _message(error: BaseException) -> str:
    if isinstance(error, AssertionError):
        return _of_assertion(error)
    if isinstance(error, NotRun | TriedToLeave):
        return str(error)
    text = str(error)
    if text.startswith(_NOT_RAISED):
        return f"The test expects {text.removeprefix(_NOT_RAISED)}; it was not raised."
    if isinstance(error, TypeError) and (said := _of_a_wrong_kind(error)):
        return said
    if _is_nested_run(error):
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


def _is_nested_run(error: BaseException) -> bool:
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


def _lines_in_answers(error: BaseException) -> list[SourceLine]:
    return [line for line in lines_of(error.__traceback__) if is_answer(line.path)]


def _lines_of(error: BaseException, findings: list[Finding]) -> str:
    """Return the lines of the answer and of the test that an error went through."""
    lines = lines_of(error.__traceback__)
    of_suite = [line for line in lines if is_suite(line.path) and not _is_wrapper(line)]
    of_answer = _lines_in_answers(error)[-_MOST_LINES_OF_CODE:]
    for inner in getattr(error, "exceptions", ())[:_MOST_LINES_OF_CODE]:
        of_answer += _lines_in_answers(inner)[-1:]
    told_all = isinstance(error, EndedByForce) and bool(findings)
    told = {line for finding in findings for line in finding.lines}
    wanted = [line for line in of_answer if line not in told and not told_all]
    return "\n".join(dict.fromkeys(str(line) for line in (*wanted, *of_suite[:1])))


def _is_wrapper(line: SourceLine) -> bool:
    """Tell the wrapper that Hypothesis puts around a property from the test itself."""
    return line.function.startswith("accept.<locals>")


def _example(error: BaseException) -> str:
    """Return the arguments with which Hypothesis saw a property fail."""
    for note in getattr(error, "__notes__", ()):
        if note.startswith("Failing "):
            arguments = _ARGUMENT.findall(note)
            # Fixtures, such as clock=clock, say nothing.
            told = [f"{name}={value}" for name, value in arguments if name != value]
            return f"Seen with {', '.join(told)}" if told else ""
    return ""


def _printed(output: str) -> str:
    if not output.strip():
        return ""
    return f"It printed:\n{textwrap.indent(shortened(output), '    ')}"


def _named(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(type(error), error)).strip()


def _wrapped(text: str) -> str:
    """Break long lines of prose; lines of code are indented, and stay as they are."""
    lines = text.splitlines()
    return "\n".join(
        line if line.startswith(" ") else textwrap.fill(line, _WIDTH) for line in lines
    )


def _short_line(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} …"
