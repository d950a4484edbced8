"""Judges stubs, solutions and attempts in the background of a run of pytest.

A process of its own for each would cost more than most answers do. So one process
judges a batch: one answer to each of many katas, as it would judge a learner's. There
the judge tries less hard: an example that fails need not become small, what is right
meets at most eight examples, and what is wrong hangs sooner. What does not come out as
it should is judged once more, by itself and as a learner's would be, and only that
counts.

The solutions are what the run itself judges, where it does.
"""

import os
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dojo import ROOT
from dojo.course.attempts import Attempt
from dojo.course.kata import Kata, kata_of_suite
from dojo.dev import check
from dojo.judge.effort import Effort
from dojo.judge.process import judge, judge_all
from dojo.pytest_plugin.terminal import FOLDER, KataReporter
from dojo.report.verdict import Verdict

_TRIES = 3
_FOR_RIGHT, _FOR_WRONG = Effort(most_examples=8), Effort(patience=0.25)
_JUDGING = pytest.StashKey["Judging"]()


@dataclass(frozen=True)
class Stub:
    """What the learner fills in, as it is."""

    kata: Kata

    def __str__(self) -> str:
        return str(self.kata)

    def write_to(self, folder: Path) -> None:
        """Write it into a folder laid out like `katas/`."""
        _copy(self.kata.stub, folder / self.kata.file)


@dataclass(frozen=True)
class Solution:
    """The worked answer."""

    kata: Kata

    def __str__(self) -> str:
        return str(self.kata)

    def write_to(self, folder: Path) -> None:
        """Write it into a folder laid out like `katas/`."""
        _copy(self.kata.solution, folder / self.kata.file)


Subject = Stub | Solution | Attempt


def complaints(subject: Subject, verdict: Verdict) -> list[str]:
    """Return what is to be said against a subject, or its suite, after a verdict."""
    match subject:
        case Stub():
            return list(check.on_stub(subject.kata, verdict))
        case Solution():
            return list(check.on_solution(subject.kata, verdict))
        case Attempt():
            return list(check.on_attempt(subject, verdict))


class Judging:
    """Judges subjects, as many batches at a time as there are processors.

    Args:
        subjects: the subjects.
    """

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._pool = ThreadPoolExecutor(os.cpu_count())
        self._verdicts: dict[Subject, Future[dict[Subject, Verdict]]] = {}
        for number, batch in enumerate(_batches(subjects)):
            # Now, and not in a thread: a suite may watch which files are written.
            folder = Path(self._folder.name, str(number))
            for subject in batch:
                subject.write_to(folder)
            verdicts = self._pool.submit(self._judge_together, batch, folder)
            self._verdicts |= dict.fromkeys(batch, verdicts)

    def verdict(self, subject: Subject) -> Verdict:
        """Return the verdict on a subject, as soon as it is there."""
        if (verdicts := self._verdicts.get(subject)) is not None:
            return verdicts.result()[subject]
        with tempfile.TemporaryDirectory() as folder:
            subject.write_to(Path(folder))
            return _judge_alone(subject, Path(folder))

    def close(self) -> None:
        """Judge nothing more."""
        self._pool.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def _judge_together(
        self, batch: list[Subject], folder: Path
    ) -> dict[Subject, Verdict]:
        verdicts = judge_all(
            [subject.kata for subject in batch],
            folder,
            tests=_named_tests(batch),
            effort=_FOR_RIGHT if _is_right(batch[0]) else _FOR_WRONG,
            # Each suite is compiled once, and not for each batch.
            compiled=Path(self._folder.name, "compiled"),
        )
        return {
            subject: verdict
            if _is_as_promised(subject, verdict)
            else _judge_alone(subject, folder)
            for subject, verdict in zip(batch, verdicts, strict=True)
        }


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask last for what takes long in the background."""
    items.sort(key=lambda item: bool(_subjects_of(item)))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin at once: it takes longer than all the rest."""
    if session.config.option.collectonly:
        return
    subjects = [s for item in session.items for s in _subjects_of(item)]
    here = {kata_of_suite(item.path) for item in session.items}
    session.stash[_JUDGING] = Judging(
        s for s in subjects if not (isinstance(s, Solution) and s.kata in here)
    )


def _subjects_of(item: Any) -> list[Subject]:
    """Return what a test asks for verdicts on: its parameter `subjects`."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    subjects: list[Subject] = parameters.get("subjects", [])
    return subjects


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Judge nothing more."""
    if (judging := session.stash.get(_JUDGING, None)) is not None:
        judging.close()


@pytest.fixture(scope="session")
def judged(request: pytest.FixtureRequest) -> Callable[[Subject], Verdict]:
    """Return a function that waits for the verdict on a subject."""
    elsewhere = request.session.stash[_JUDGING].verdict

    def verdict(subject: Subject) -> Verdict:
        if isinstance(subject, Solution):
            for verdict in _verdicts_of_this_run(request.config):
                if verdict.kata == subject.kata and _is_as_promised(subject, verdict):
                    return verdict
        return elsewhere(subject)

    return verdict


def _verdicts_of_this_run(config: pytest.Config) -> list[Verdict]:
    reporter: KataReporter | None = config.pluginmanager.getplugin("kata-reporter")
    if reporter is None or config.stash[FOLDER] != ROOT / "solutions":
        return []
    return list(reporter.whole())


def _is_right(subject: Subject) -> bool:
    return isinstance(subject, Attempt) and subject.is_right


def _batches(subjects: Iterable[Subject]) -> Iterator[list[Subject]]:
    """Yield subjects of different katas together, what takes longest first."""
    batches: dict[tuple[bool, int], list[Subject]] = defaultdict(list)
    so_far: Counter[tuple[bool, Kata]] = Counter()
    for subject in subjects:
        is_short = not _is_right(subject)
        batches[is_short, so_far[is_short, subject.kata]].append(subject)
        so_far[is_short, subject.kata] += 1
    return (batches[key] for key in sorted(batches))


def _judge_alone(subject: Subject, folder: Path) -> Verdict:
    """Judge again what was slow, or silent: a busy machine is no fault of a suite."""
    for _ in range(_TRIES):
        verdict = judge(subject.kata, folder)
        if not verdict.text and not any(check.slow_tests(verdict)):
            break
    return verdict


def _named_tests(batch: Iterable[Subject]) -> dict[Kata, str]:
    """Return the test that must reject each wrong attempt: the others may rest."""
    return {
        subject.kata: subject.caught_by
        for subject in batch
        if isinstance(subject, Attempt) and subject.caught_by and not subject.is_right
    }


def _is_as_promised(subject: Subject, verdict: Verdict) -> bool:
    return not verdict.text and not complaints(subject, verdict)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
