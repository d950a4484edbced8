"""What a learner would read of each attempt."""

from collections.abc import Iterator

from dojo import shown
from dojo.cli import judging
from dojo.course.attempts import Attempt, attempts_at
from dojo.course.kata import Kata
from dojo.dev import check
from dojo.report import wording


def texts(kata: Kata, only: str = "") -> Iterator[str]:
    """Yield what a learner reads of each attempt, below a line that judges the suite.

    Args:
        kata: the exercise.
        only: a part of the headings of those that are wanted.
    """
    for attempt in attempts_at(kata):
        if only.lower() in attempt.heading.lower():
            yield _text(attempt)


def _text(attempt: Attempt) -> str:
    kata = attempt.kata
    path = shown(kata.stub)
    verdict = judging.verdict_on_text(kata, attempt.answer.encode(), path)
    wrong = [c.removeprefix(f"{attempt} ") for c in check.on_attempt(attempt, verdict)]
    promised = "as promised" if not wrong else f"NOT AS PROMISED: it {wrong[0]}"
    read = wording.report(verdict, path, f"kata hint {kata.short_name}")
    lines = [f"## {attempt.heading}   ({promised})", "", *(line.text for line in read)]
    return "\n".join(lines).rstrip()
