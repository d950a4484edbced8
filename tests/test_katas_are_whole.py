"""Every kata holds the seven points at which it is whole (see CONTRIBUTING.md)."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from dojo import checks
from dojo.attempts import Attempt, attempts_at
from dojo.judge import fails, judge
from dojo.layout import Kata, all_katas
from dojo.spots import ROOT
from dojo.verdicts import Verdict

KATAS = all_katas()
ATTEMPTS = [attempt for kata in KATAS for attempt in attempts_at(kata)]
Judged = Callable[[object], Verdict]


@pytest.fixture(scope="session")
def judged(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Judged]:
    """Judge what the selected tests ask for, one answer a processor at a time."""
    verdicts: dict[object, Future[Verdict]] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for item in request.session.items:
            if "judged" not in getattr(item, "fixturenames", ()):
                continue
            (subject,) = item.callspec.params.values()
            folder = tmp_path_factory.mktemp("answers")
            verdicts[subject] = pool.submit(_judge, subject, folder)
        yield lambda subject: verdicts[subject].result()
        pool.shutdown(cancel_futures=True)


def _judge(subject: object, folder: Path) -> Verdict:
    match subject:
        case Attempt():
            subject.write_to(folder)
            return _on_attempt(subject, folder)
        case ("stub", kata):
            return _undisturbed(kata, ROOT / "katas")
        case ("solution", kata):
            return _undisturbed(kata, ROOT / "solutions")
    raise TypeError(subject)


def _on_attempt(attempt: Attempt, folder: Path) -> Verdict:
    """Judge an attempt; a wrong one has to fail one test, and the others may rest."""
    if not attempt.is_right and attempt.caught_by is not None:
        verdict = fails(attempt.kata, attempt.caught_by, folder)
        if verdict is not None:
            return verdict
    return _undisturbed(attempt.kata, folder, real=attempt.is_right)


def _undisturbed(kata: Kata, folder: Path, *, real: bool = False) -> Verdict:
    """Judge again what was slow, or silent: a busy machine is no fault of a suite."""
    for _ in range(3):
        verdict = judge(kata, folder, real=real)
        if not verdict.text and not any(checks.slow_tests(verdict)):
            break
    return verdict


def _no(complaints: Iterator[str] | list[str]) -> None:
    found = list(complaints)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("kata", KATAS, ids=str)
def test_its_parts_are_there(kata):
    """A kata has every part, and each part says what it must."""
    _no(checks.complaints(kata))


@pytest.mark.parametrize(
    "stub", [("stub", kata) for kata in KATAS], ids=lambda s: str(s[1])
)
def test_its_stub_is_not_started(stub, judged):
    """A stub is judged not started, so no test passes untouched."""
    _no(checks.on_stub(stub[1], judged(stub)))


@pytest.mark.parametrize(
    "solution", [("solution", kata) for kata in KATAS], ids=lambda s: str(s[1])
)
def test_its_solution_is_accepted(solution, judged):
    """A solution is accepted, and no test of its suite is slow."""
    _no(checks.on_solution(solution[1], judged(solution)))


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=str)
def test_an_attempt_gets_its_verdict(attempt, judged):
    """A right attempt is accepted; a wrong one is rejected by the test it names."""
    _no(checks.on_attempt(attempt, judged(attempt)))


def test_no_file_is_stray():
    """Each file below katas/, solutions/ and tests/ belongs to a kata."""
    _no(checks.stray_files(ROOT, KATAS))
