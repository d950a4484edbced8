"""What the window says of a verdict, line by line."""

from collections.abc import Iterator

from dojo import as_typed, shown
from dojo.course.kata import Kata
from dojo.course.workspace import task_of
from dojo.report import wording
from dojo.report.verdict import NO_VERDICT, Status, Verdict
from dojo.report.wording import Line


def lines(
    verdict: Verdict, count: str, following: Kata | None, width: int
) -> Iterator[Line]:
    """Yield a verdict with all that there is to say about it.

    Args:
        verdict: what came of a kata.
        count: how many tests pass, in words; empty while that is not known yet.
        following: the kata that comes after it on the way; None after the last one.
        width: the columns that a line may take.
    """
    status = verdict.status
    colour = wording.COLOUR.get(status, wording.COLOUR_OF_TROUBLE)
    yield Line(f"{status}   {count}".rstrip(), f"bold {colour}")
    if status is Status.SOLVED:
        yield from _when_solved(verdict, following)
    elif status is Status.NOT_STARTED:
        yield from _when_not_started(verdict, width)
    elif status is Status.MISSING:
        yield Line("The file is not there. r puts the stub back.")
    elif status in NO_VERDICT:
        yield Line(verdict.text)
        if status is Status.NOT_JUDGED:
            yield Line(f"In another terminal, say: {wording.what_helps(status)}")
        yield Line("Press enter to judge it again.")
    else:
        yield from _explanation(verdict, width)


def _when_solved(verdict: Verdict, following: Kata | None) -> Iterator[Line]:
    if following is not None:
        yield Line(f"n goes on to {following.number} {following.title}.")
    else:
        yield Line("That was the last one.")
    yield Line("s shows your answer beside ours.")
    printed = next((r.output for r in verdict.tests if r.output.strip()), "")
    if printed:
        yield Line("")
        yield Line("It printed:")
        yield from (Line(f"    {text}") for text in printed.splitlines())


def _when_not_started(verdict: Verdict, width: int) -> Iterator[Line]:
    if wording.seen_of_given_program(verdict):
        yield Line("This program runs, and is wrong. Repair it, save it. o opens it.")
        yield from _task(verdict.kata)
        yield Line("")
        yield Line("What is seen of it now:", "bold")
        yield from _explanation(verdict, width)
    else:
        yield Line(
            "Read what it promises, fill it in, save it. o opens it in your editor."
        )
        yield from _task(verdict.kata)


def _task(kata: Kata) -> Iterator[Line]:
    """Yield what a kata asks for, and where its lesson is."""
    yield Line(f"The lesson: {shown(kata.lesson)}")
    yield Line("")
    for text in task_of(kata).splitlines():
        is_head = text.startswith(("async def ", "def ", "class "))
        yield Line(text, "bold" if is_head else "")


def _explanation(verdict: Verdict, width: int) -> Iterator[Line]:
    yield Line("")
    # What was seen may need each of the 80 columns.
    whole = as_typed(f"kata check {verdict.kata.short_name} --full")
    yield from wording.explanation(verdict, indent="", width=width, whole=whole)
