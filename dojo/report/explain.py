"""Says in plain words why a test failed: what was seen, the lines, one question."""

import ast
import linecache
import re
import textwrap
from collections.abc import Iterator
from functools import partial

from dojo.findings.findings import Finding, Misconduct
from dojo.findings.source import (
    SourceLine,
    is_answer,
    is_mistake,
    is_suite,
    lines_in_answers,
    lines_of,
)
from dojo.guard.run import EndedByForce, NotRun
from dojo.report.errors import message
from dojo.report.slips import is_nested_run, says_all
from dojo.report.values import short_line, with_question, without_needless
from dojo.report.verdict import Result, Status
from dojo.virtual.watched import loops_of_this_test

_MOST_FINDINGS = 3
_MOST_LINES = 15
_MOST_LINES_SEEN = 40
_MOST_LINES_OF_CODE = 3
_WIDTH = 78
_GAVE_NONE = re.compile(r"\b(?:gave|returned|came back:?|back:) None\b")
_STEERS_A_TERMINAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ARGUMENT = re.compile(r"^    (\w+)=(.*?),?$", re.MULTILINE)


def explain(
    test: str,
    rule: str,
    error: BaseException,
    findings: list[Finding],
    output: str,
    picture: str = "",
    *,
    in_full: bool = False,
) -> Result:
    """Return what a learner reads of a test that failed.

    Args:
        test: the name of the test.
        rule: the first line of its docstring.
        error: what it raised.
        findings: what was found while it ran.
        output: what the answer printed.
        picture: what ran when, where the test is about time.
        in_full: whether nothing of it is left out, however long it is.
    """
    error = _of_an_example(error)
    findings = _worth_telling(error, findings)
    example = _example(error)
    error = _own_mistake(error)
    left = _not_implemented(error)
    if left and _is_all_of_its_function(left):
        headline = f"not started: {left.function}() still raises NotImplementedError"
        return Result(test, Status.NOT_STARTED, rule, headline, headline)
    hung = isinstance(error, NotRun) or any(finding.hung for finding in findings)
    status = Status.HUNG if hung else Status.FAILING
    most = None if in_full else _MOST_FINDINGS
    seen = list(map(without_needless, _what_was_seen(error, findings, most)))
    if left:
        where = f"line {left.number}, `raise NotImplementedError`"
        seen = [f"Your code ran as far as {where}.\nIs this line still needed?"]
    elif isinstance(error, AssertionError) and output and _GAVE_NONE.search(seen[0]):
        asked = with_question(seen[0], "What does your function return?")
        seen[0] = f"It printed something, and gave nothing back. {asked}"
    told = list(map(_wrapped, seen))
    if not in_full:
        told = [shortened(text, _MOST_LINES_SEEN) for text in told]
        output = shortened(output)
    lines = _lines_of(error, findings)
    parts = [*told, picture, lines, example, _printed(output)]
    text = harmless("\n\n".join(part for part in parts if part))
    return Result(test, status, rule, text, harmless(_headline(seen[0], rule)))


def _not_implemented(error: BaseException) -> SourceLine | None:
    """Return the line of an answer that raised NotImplementedError in a failed test.

    The error of the test may be another one: where the stub ran in a task, the
    test may have seen no more than that the task has failed.
    """
    for raised in (error, *_errors_of_tasks()):
        lines = list(lines_of(raised.__traceback__))
        by_answer = bool(lines) and is_answer(lines[-1].path)
        if isinstance(raised, NotImplementedError) and by_answer:
            return lines[-1]
    return None


def _is_all_of_its_function(line: SourceLine) -> bool:
    """Tell whether a function has nothing but this line, as in the stub."""
    tree = ast.parse("".join(linecache.getlines(line.path)))
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.lineno <= line.number <= (node.end_lineno or 0)
    ]
    innermost = max(around, key=lambda node: node.lineno)
    others = [part for part in innermost.body if not isinstance(part, ast.Raise)]
    # There may be a docstring, and the `yield` of a generator's stub.
    return all(
        isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant | ast.Yield)
        for part in others
    )


def _own_mistake(error: BaseException) -> BaseException:
    """Return what a line of the answer itself raised in a task; else the test's error.

    A NameError in a task is nearer to the cause than what a test makes of it.
    """
    mistakes = filter(is_mistake, _errors_of_tasks())
    return next(mistakes, error) if isinstance(error, AssertionError) else error


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
    # What an answer forgot may be the cause of its waiting for ever.
    causes.sort(key=lambda finding: finding.hung)
    if says_all(error):
        return []
    if is_nested_run(error):
        here = set(lines_in_answers(error))
        return [finding for finding in causes if not here.intersection(finding.lines)]
    return causes or (findings if isinstance(error, EndedByForce) else [])


def harmless(text: str) -> str:
    """Return a text without the signs that steer a terminal."""
    return _STEERS_A_TERMINAL.sub(lambda sign: repr(sign[0])[1:-1], text)


def shortened(text: str, most: int = _MOST_LINES) -> str:
    """Return a text of at most `most` lines, and say what was left out."""
    lines = [short_line(line) for line in text.splitlines()]
    if len(lines) <= most:
        return "\n".join(lines)
    head, tail = lines[: most - 4], lines[-3:]
    left_out = f"… {len(lines) - len(head) - len(tail):,} lines left out …"
    return "\n".join([*head, left_out, *tail])


def _what_was_seen(
    error: BaseException, findings: list[Finding], most: int | None
) -> Iterator[str]:
    yield from map(str, findings[:most])
    if not any(_tells(finding, error) for finding in findings):
        yield message(error)


def _tells(finding: Finding, error: BaseException) -> bool:
    """Tell whether a finding says all that there is to say of an error."""
    return isinstance(error, EndedByForce) or str(finding) in str(error)


def _headline(seen: str, rule: str) -> str:
    """Return the first sentence of what was seen; the rule instead of bare values."""
    if rule and seen.startswith("assert "):
        return f"does not hold: {rule}"
    first_line = seen.partition("\n")[0]
    return short_line(re.split(r"(?<=[.?!]) ", first_line)[0])


def _lines_of(error: BaseException, findings: list[Finding]) -> str:
    """Return the lines of the answer and of the test that an error went through."""
    lines = lines_of(error.__traceback__)
    of_suite = [line for line in lines if is_suite(line.path) and not _is_wrapper(line)]
    of_answer = lines_in_answers(error)[-_MOST_LINES_OF_CODE:]
    for inner in getattr(error, "exceptions", ())[:_MOST_LINES_OF_CODE]:
        of_answer += lines_in_answers(inner)[-1:]
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
    return f"It printed:\n{textwrap.indent(output, '    ')}"


def _wrapped(text: str) -> str:
    """Break long lines of prose; lines of code are indented, and stay as they are."""
    lines = text.splitlines()
    fill = partial(
        textwrap.fill, width=_WIDTH, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(line if line.startswith(" ") else fill(line) for line in lines)
