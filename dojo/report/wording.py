"""What a learner reads of a verdict, line by line, wherever it is shown."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dojo.report.drawing import EDGE, TO_ASCII
from dojo.report.verdict import NO_VERDICT, Result, Status, Verdict

ONE_LINE_IS_ENOUGH = (Status.SOLVED, Status.NOT_STARTED, Status.MISSING)
NO_TEST_RAN = (Status.NOT_STARTED, Status.DOES_NOT_IMPORT, Status.MISSING)
COLOUR = {
    Status.SOLVED: "green",
    Status.NOT_STARTED: "cyan",
    **dict.fromkeys(NO_VERDICT, "yellow"),
}
COLOUR_OF_TROUBLE = "red"
AGAIN = "judge it again when this machine has less to do"
INDENT = "  "
_BAR = 30
_MOST_THE_SAME = 3


class Line(NamedTuple):
    """One line of a text.

    Attributes:
        text: what it says.
        style: "bold", a colour, or "".
    """

    text: str
    style: str = ""


def count(status: Status, results: Iterable[Result]) -> str:
    """Return how many tests pass; empty where none was run."""
    statuses = [result.status for result in results]
    if status in NO_TEST_RAN or not statuses:
        return ""
    return f"{statuses.count(Status.SOLVED)} of {len(statuses)} tests pass"


def failures(
    status: Status,
    results: Iterable[Result],
    *,
    in_full: bool = False,
    indent: str = INDENT,
    width: int | None = None,
) -> Iterator[Line]:
    """Yield the first failing test in full, and a line for each of the others.

    Args:
        status: the verdict.
        results: what came of each test.
        in_full: whether the others are told in full too.
        indent: what comes before each line of what was seen.
        width: the most columns for a line about one of the others.
    """
    failed = [result for result in results if result.status is not Status.SOLVED]
    told: set[str] = set()
    the_same = 0
    for number, result in enumerate(failed[:1] if status in NO_TEST_RAN else failed):
        headline = re.sub(r"\d+", "N", result.headline)
        if number == 0 or in_full:
            yield from _in_full(result, indent)
        elif headline not in told:
            yield Line(_cropped(f"{result.test}: {result.headline}", width))
        elif (the_same := the_same + 1) <= _MOST_THE_SAME:
            yield Line(_cropped(f"{result.test}: the same", width))
        told.add(headline)
    if the_same > _MOST_THE_SAME:
        yield Line(f"{the_same - _MOST_THE_SAME} more: the same")


def report(verdict: Verdict, path: str, following: str) -> Iterator[Line]:
    """Yield a verdict with all that there is to say about it.

    Args:
        verdict: what came of a kata.
        path: the file that was judged.
        following: the command that a learner may want next.
    """
    status = verdict.status
    head = f"{path}   {status}   {count(status, verdict.tests)}".rstrip()
    yield Line(head, COLOUR.get(status, COLOUR_OF_TROUBLE))
    if status not in ONE_LINE_IS_ENOUGH or seen_of_given_program(verdict):
        yield Line("")
        yield from explanation(verdict)
        yield Line(f"next: {what_helps(status) or following}")


def what_helps(status: Status) -> str:
    """Return what to do where there is no verdict; "" where there is one."""
    if status is Status.NOT_JUDGED:
        return as_typed("kata doctor")
    return AGAIN if status is Status.BUSY else ""


def seen_of_given_program(verdict: Verdict) -> list[Result]:
    """Return what was seen of a wrong program that nobody has repaired yet.

    Other stubs that are not started have nothing to show: no text but the headline.
    """
    if verdict.status is not Status.NOT_STARTED:
        return []
    return [result for result in verdict.tests if result.text != result.headline]


def explanation(
    verdict: Verdict, indent: str = INDENT, width: int | None = None
) -> Iterator[Line]:
    """Yield why a kata is not solved; see `failures`."""
    if verdict.text:
        for text in verdict.text.splitlines():
            yield Line(f"{indent}{text}".rstrip())
        yield Line("")
    if seen := seen_of_given_program(verdict):
        yield from failures(Status.FAILING, seen, indent=indent, width=width)
    else:
        yield from failures(verdict.status, verdict.tests, indent=indent, width=width)


def bar(done: int, of: int) -> tuple[str, str]:
    """Return the filled part of a progress bar, and the empty part."""
    filled = _BAR * done // of if of else 0
    return "█" * filled, "░" * (_BAR - filled)


def as_typed(command: str) -> str:
    """Return a command as a learner types it: with uv, where it was started by uv."""
    return f"uv run {command}" if os.environ.get("UV") else command


def for_terminal(text: str, encoding: str | None) -> str:
    """Return a text as a terminal can show it: in ASCII where it lacks Unicode."""
    return text if knows_unicode(encoding) else text.translate(TO_ASCII)


def knows_unicode(encoding: str | None) -> bool:
    """Tell whether a terminal can show the pictures."""
    try:
        "█━…".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _in_full(result: Result, indent: str) -> Iterator[Line]:
    if result.rule:
        yield Line(result.test, "bold")
        yield Line(f"{INDENT}{result.rule}")
        yield Line("")
    for text in result.text.splitlines():
        yield Line(f"{indent}{text}".rstrip(), _style(text))
    yield Line("")


def _cropped(text: str, width: int | None) -> str:
    return text if width is None or len(text) <= width else f"{text[: width - 1]}…"


def _style(text: str) -> str:
    """Return the style of a line of a failure: pictures have colours."""
    if EDGE not in text:
        return ""
    return "red" if "!" in text else "cyan"
