"""What a learner reads of a verdict, line by line, wherever it is shown."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dojo import as_typed
from dojo.report.drawing import EDGE
from dojo.report.verdict import NO_VERDICT, Result, Status, Verdict

ONE_LINE_IS_ENOUGH = (Status.SOLVED, Status.NOT_STARTED, Status.MISSING)
NO_TEST_RAN = (Status.NOT_STARTED, Status.DOES_NOT_IMPORT, Status.MISSING)
COLOUR = {
    Status.SOLVED: "green",
    Status.NOT_STARTED: "cyan",
    **dict.fromkeys(NO_VERDICT, "yellow"),
}
COLOUR_OF_TROUBLE = "red"
MISSING = "Your answer belongs there, and no file can be read."
AGAIN = "judge it again when this machine has less to do"
INDENT = "  "
_BAR = 30
# What pytest says of two texts: a line that is missing, and one that is too much.
_DIFFERENCE = re.compile(r"  ([-+]) ")
_COLOUR_OF_DIFFERENCE = {"-": "red", "+": "green"}
_MOST_THE_SAME = 3
# So look a line that is cut, one that stands for others, and a value cut by pytest.
_LEFT_OUT = re.compile(r"\S …$|^\s*assert .*\.\.\.")


class Line(NamedTuple):
    """One line of a text.

    Attributes:
        text: what it says.
        style: "bold", a colour, or "".
        leaves_out: whether there is more to say than the line says.
    """

    text: str
    style: str = ""
    leaves_out: bool = False


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
    whole: str = "",
) -> Iterator[Line]:
    """Yield the first failing test in full, and a line for each of the others.

    Args:
        status: the verdict.
        results: what came of each test.
        in_full: whether the others are told in full too.
        indent: what comes before each line of what was seen.
        width: the most columns for a line about one of the others.
        whole: the command that shows what is left out here.
    """
    lines = list(_failures(status, results, in_full, indent, width))
    yield from lines
    if whole and any(line.leaves_out or _LEFT_OUT.search(line.text) for line in lines):
        yield Line(f"All of it: {whole}")


def _failures(
    status: Status,
    results: Iterable[Result],
    in_full: bool,
    indent: str,
    width: int | None,
) -> Iterator[Line]:
    failed = [result for result in results if result.status is not Status.SOLVED]
    told: set[str] = set()
    the_same = 0
    for number, result in enumerate(failed[:1] if status in NO_TEST_RAN else failed):
        headline = re.sub(r"\d+", "N", result.headline)
        if number == 0 or in_full:
            yield from _in_full(result, indent)
        elif headline not in told:
            text = _cropped(f"{result.test}: {result.headline}", width)
            yield Line(text, leaves_out=True)
        elif (the_same := the_same + 1) <= _MOST_THE_SAME:
            text = _cropped(f"{result.test}: the same", width)
            yield Line(text, leaves_out=True)
        told.add(headline)
    if the_same > _MOST_THE_SAME:
        yield Line(f"{the_same - _MOST_THE_SAME} more: the same")


def total(solved: int, judged: int) -> str:
    """Return how many of the katas that were judged are solved, in words."""
    return f"{solved} of {judged} {'kata' if judged == 1 else 'katas'} solved"


def report(
    verdict: Verdict, path: str, following: str, whole: str = ""
) -> Iterator[Line]:
    """Yield a verdict with all that there is to say about it.

    Args:
        verdict: what came of a kata.
        path: the file that was judged.
        following: the command that a learner may want next.
        whole: the command that shows all of it; "" if all of it is to be shown.
    """
    status = verdict.status
    head = f"{path}   {status}   {count(status, verdict.tests)}".rstrip()
    yield Line(head, COLOUR.get(status, COLOUR_OF_TROUBLE))
    if status is Status.MISSING:
        yield Line(f"{MISSING} A reset puts the stub there.")
        yield Line(f"next: {following}")
    elif status not in ONE_LINE_IS_ENOUGH or seen_of_given_program(verdict):
        yield Line("")
        yield from explanation(verdict, in_full=not whole, whole=whole)
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
    verdict: Verdict,
    *,
    in_full: bool = False,
    indent: str = INDENT,
    width: int | None = None,
    whole: str = "",
) -> Iterator[Line]:
    """Yield why a kata is not solved; see `failures`."""
    if verdict.text:
        for text in verdict.text.splitlines():
            yield Line(f"{indent}{text}".rstrip())
        yield Line("")
    status, seen = verdict.status, list(verdict.tests)
    if of_given_program := seen_of_given_program(verdict):
        status, seen = Status.FAILING, of_given_program
    yield from failures(
        status, seen, in_full=in_full, indent=indent, width=width, whole=whole
    )


def bar(done: int, of: int, most: int = _BAR) -> tuple[str, str]:
    """Return the filled part of a progress bar, and the empty part.

    Args:
        done: how much is done.
        of: how much there is.
        most: how many columns there are for it.
    """
    width = max(0, min(most, _BAR))
    filled = width * done // of if of else 0
    return "█" * filled, "░" * (width - filled)


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
    """Return the style of a line: pictures and differences have colours."""
    if EDGE in text:
        return "red" if "!" in text else "cyan"
    difference = _DIFFERENCE.match(text)
    return _COLOUR_OF_DIFFERENCE[difference[1]] if difference else ""
