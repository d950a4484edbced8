"""What can be said against the answers to a kata, once they are judged."""

import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from dojo.course.attempts import Attempt, attempts_at
from dojo.course.kata import Kata
from dojo.course.stub import given_program
from dojo.dev import check
from dojo.judge.process import judge, judge_all

Judgement = Callable[[Path], list[str]]


def all_complaints(kata: Kata) -> list[str]:
    """Return all that can be said against a kata, whatever its answers get."""
    can_be_judged = not any(check.programs_are_there(kata))
    return check.complaints(kata) + (_on_verdicts(kata) if can_be_judged else [])


def _on_verdicts(kata: Kata) -> list[str]:
    """Judge the stub, the solution and each attempt, as many at a time as is useful."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        futures = [
            pool.submit(judgement, Path(folder, str(number)))
            for number, judgement in enumerate(_judgements(kata))
        ]
        return [complaint for future in futures for complaint in future.result()]


def _judgements(kata: Kata) -> Iterator[Judgement]:
    """Yield what judges one answer each; it may write into a folder of its own."""
    yield partial(_on_stub, kata)
    yield partial(_on_solution, kata)
    for attempt in attempts_at(kata):
        yield partial(on_attempt, attempt)


def write_stub(kata: Kata, folder: Path) -> None:
    """Write a stub into a folder of answers, as one that all tests are run on."""
    stub = kata.stub.read_text("utf-8")
    if not given_program(kata):
        stub += "# No test would be run of a stub that nobody has touched.\n"
    answer = folder / kata.file
    answer.parent.mkdir(parents=True, exist_ok=True)
    answer.write_text(stub, "utf-8")


def _on_stub(kata: Kata, folder: Path) -> list[str]:
    write_stub(kata, folder)
    return list(check.on_stub(kata, judge(kata, folder)))


def _on_solution(kata: Kata, _: Path) -> list[str]:
    return list(check.on_solution(kata, judge(kata, kata.root / "solutions")))


def on_attempt(attempt: Attempt, folder: Path) -> list[str]:
    """Judge an attempt, and return what can be said against it or its suite.

    Args:
        attempt: the attempt.
        folder: an empty one to write it to.
    """
    attempt.write_to(folder)
    kata, test = attempt.kata, attempt.caught_by
    if test is not None:
        # The others may rest, as long as this one does what it must.
        (verdict,) = judge_all([kata], folder, tests={kata: test})
        if not any(check.on_attempt(attempt, verdict)):
            return []
    return list(check.on_attempt(attempt, judge(kata, folder)))
