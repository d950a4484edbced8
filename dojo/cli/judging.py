"""Judges what a learner asks for: one kata at once, several side by side."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from dojo import ROOT, shown
from dojo.course.kata import Kata
from dojo.judge.process import judge, judge_all
from dojo.report.verdict import Result, Verdict

ANSWERS = ROOT / "katas"


def verdicts(katas: Sequence[Kata]) -> Iterator[Verdict]:
    """Yield the verdict on each of the learner's answers, in order."""
    if len(katas) == 1:
        yield from judge_all(katas, ANSWERS, once=True)
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(judge, katas, [ANSWERS] * len(katas))


def verdict_on_text(kata: Kata, answer: bytes, name: str) -> Verdict:
    """Judge a text as the answer to a kata.

    Args:
        kata: the exercise.
        answer: the text.
        name: how it is called in what the learner reads.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder).resolve() / kata.file
        path.parent.mkdir()
        path.write_bytes(answer)
        (verdict,) = judge_all([kata], Path(folder), once=True)
    called = shown(path)
    return replace(
        verdict,
        text=verdict.text.replace(called, name),
        tests=tuple(_renamed(result, called, name) for result in verdict.tests),
    )


def _renamed(result: Result, called: str, name: str) -> Result:
    return replace(
        result,
        text=result.text.replace(called, name),
        headline=result.headline.replace(called, name),
    )
