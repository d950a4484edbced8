"""Programs whose output a learner predicts: what they print, and who had control."""

import asyncio
import builtins
import contextlib
import inspect
import time
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any, NamedTuple
from unittest import mock

from dojo.findings.findings import record
from dojo.findings.source import SourceLine, nearest_answer
from dojo.virtual.clock import Clock

_MOST_LINES = 12


class _Step(NamedTuple):
    """One line that a program printed.

    Attributes:
        text: the line.
        seconds: the virtual seconds that had passed.
        line: the line of code that printed it.
    """

    text: str
    seconds: float
    line: SourceLine | None


def assert_predicted(
    program: Callable[..., Any],
    predict: Callable[..., Any],
    *args: Any,
    question: str,
    as_given: list[str] | None = None,
) -> None:
    """Run a program on a loop of its own, and compare what it prints.

    Where it calls `time.sleep`, the virtual clock goes on and nobody else runs. It may
    leave tasks behind: what becomes of them is there to be predicted.

    Args:
        program: what is to be predicted: a function, or a coroutine function.
        predict: the answer; it returns the lines as a list of strings.
        args: the arguments of both.
        question: what is asked where the lines differ.
        as_given: what the program prints if nobody has changed it.

    Raises:
        AssertionError: they differ; it shows who had control at the first such line.
    """
    predicted = predict(*args)
    called = f"{getattr(predict, '__name__', 'it')}({', '.join(map(repr, args))})"
    assert isinstance(predicted, list), (
        f"{called} returned {predicted!r}. Where is the list of lines?"
    )
    steps = _run(program, *args)
    assert as_given is None or [step.text for step in steps] == as_given, (
        "The program does not print what it printed as it was given. "
        "What has been changed in it?"
    )
    for number, (step, line) in enumerate(zip_longest(steps, predicted)):
        if step is None or step.text != line:
            raise AssertionError(
                f"{called}: {_difference(number + 1, step, line)}\n"
                f"{_table(steps[: number + 1])}\n{question}"
            )


def _run(program: Callable[..., Any], *args: Any) -> list[_Step]:
    """Run a program, and return what it printed."""
    steps: list[_Step] = []
    clock = Clock()
    began = clock.elapsed

    def note(*values: object) -> None:
        line = nearest_answer()
        text = " ".join(map(str, values))
        steps.append(_Step(text, clock.elapsed - began, line))

    with (
        _free_to_leave_tasks(),
        mock.patch.object(builtins, "print", note),
        mock.patch.object(time, "sleep", clock.block),
    ):
        running = program(*args)
        if inspect.iscoroutine(running):
            asyncio.run(running)
    return steps


@contextlib.contextmanager
def _free_to_leave_tasks() -> Iterator[None]:
    """Forget what the block leaves behind, unless it does not come to an end."""
    before = record().take_findings()
    yield
    for finding in (*before, *record().take_findings()):
        if finding in before or finding.hung or not finding.consequence:
            record().add(finding)


def _difference(number: int, step: _Step | None, line: object) -> str:
    if step is None:
        return f"you predict {line!r} as line {number}, and nothing more is printed."
    if line is None:
        return f"line {number} is {step.text!r}, and you predict no such line."
    return f"line {number} is {step.text!r}, and you predict {line!r}."


def _table(steps: list[_Step]) -> str:
    """Return the lines printed so far, with the second and who had control."""
    shown = steps[-_MOST_LINES:]
    left_out = ["  …"] if len(shown) < len(steps) else []
    return "\n".join(["  at       in control", *left_out, *map(_row, shown)])


def _row(step: _Step) -> str:
    who = f"{step.line.function}, line {step.line.number}" if step.line else ""
    seconds = f"{step.seconds:g} s"
    return f"  {seconds:<8} {who:<24} prints {step.text!r}"
