"""Every kata holds the seven points at which it is whole (see CONTRIBUTING.md)."""

import pytest

from dojo import ROOT
from dojo.course.attempts import attempts_at
from dojo.course.kata import all_katas
from dojo.dev import answers, check
from dojo.judge.process import judge_all

KATAS = all_katas()
# What cannot be read is told by the first test of that kata alone.
READABLE = [kata for kata in KATAS if not check.first_faults(kata, check.JUDGED)]
ATTEMPTS = [attempts_at(kata) for kata in READABLE]
MOST_ATTEMPTS = max(map(len, ATTEMPTS), default=0)


def _no(found):
    if text := "\n".join(found):
        pytest.fail(text, pytrace=False)


@pytest.mark.parametrize("kata", KATAS, ids=str)
def test_its_parts_are_there(kata):
    """A kata has every part, and each part says what it must."""
    _no(check.complaints(kata))


def test_no_file_is_stray():
    """Each file below katas/, solutions/ and tests/ belongs to a kata."""
    _no(check.stray_files(ROOT, KATAS))


def test_stubs_are_not_started(tmp_path):
    """A stub is judged not started, so no test passes untouched."""
    for kata in READABLE:
        answers.write_stub(kata, tmp_path)

    verdicts = judge_all(READABLE, tmp_path)

    for_each = zip(READABLE, verdicts, strict=True)
    _no(c for kata, verdict in for_each for c in answers.on_stub(kata, verdict))


def test_solutions_are_accepted():
    """A solution is accepted, by a property too, and no test of its suite is slow."""
    verdicts = judge_all(READABLE, ROOT / "solutions")

    for_each = zip(READABLE, verdicts, strict=True)
    _no(c for kata, verdict in for_each for c in answers.on_solution(kata, verdict))


@pytest.mark.parametrize("number", range(MOST_ATTEMPTS))
def test_attempts_get_their_verdicts(number, tmp_path):
    """A right attempt is accepted; a wrong one is rejected by the test it names."""
    attempts = [of_a_kata[number] for of_a_kata in ATTEMPTS if number < len(of_a_kata)]
    for attempt in attempts:
        attempt.write_to(tmp_path)
    wrong = [attempt for attempt in attempts if not attempt.is_right]
    named = {attempt.kata: attempt.caught_by for attempt in wrong if attempt.caught_by}

    verdicts = judge_all([a.kata for a in attempts], tmp_path, tests=named)

    for_each = zip(attempts, verdicts, strict=True)
    _no(
        c for attempt, verdict in for_each for c in answers.on_attempt(attempt, verdict)
    )
