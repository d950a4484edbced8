"""Judges what a learner asks for: one kata at once, several side by side."""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from dojo import ROOT, shown
from dojo.course.kata import Kata
from dojo.judge.process import judge, judge_all
from dojo.report.verdict import Result, Verdict

ANSWERS = ROOT / "katas"


def verdicts(katas: Sequence[Kata], *, in_full: bool = False) -> Iterator[Verdict]:
    """Yield the verdict on each of the learner's answers, in order.

    Args:
        katas: the exercises.
        in_full: whether nothing of what was seen is left out.
    """
    if len(katas) == 1:
        yield from judge_all(katas, ANSWERS, once=True, in_full=in_full)
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(partial(judge, folder=ANSWERS, in_full=in_full), katas)


def with_progress(verdicts: Iterator[Verdict], of: int) -> Iterator[Verdict]:
    """Yield verdicts; meanwhile a terminal shows which one is waited for.

    Args:
        verdicts: the verdicts.
        of: how many there are.
    """
    if of == 1 or not (sys.stdout.isatty() and sys.stderr.isatty()):
        yield from verdicts
        return
    for number in range(1, of + 1):
        remark = f"judging {number} of {of} ..."
        print(remark, end="\r", file=sys.stderr, flush=True)
        try:
            verdict = next(verdicts)
        finally:
            # Also where somebody presses Ctrl-C.
            print(f"\r{' ' * len(remark)}", end="\r", file=sys.stderr, flush=True)
        yield verdict


def verdict_on_text(
    kata: Kata, answer: bytes, name: str, *, in_full: bool = False
) -> Verdict:
    """Judge a text as the answer to a kata.

    Args:
        kata: the exercise.
        answer: the text.
        name: how it is called in what the learner reads.
        in_full: whether nothing of what was seen is left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder).resolve() / kata.file
        path.parent.mkdir()
        path.write_bytes(answer)
        (verdict,) = judge_all([kata], Path(folder), once=True, in_full=in_full)
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
