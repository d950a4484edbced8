"""Every kata holds the seven points at which it is whole (see CONTRIBUTING.md)."""

import pytest

from dojo import ROOT
from dojo.course.attempts import attempts_at
from dojo.course.kata import all_katas
from dojo.dev import check
from dojo.dev.wholeness import Solution, Stub, complaints

pytest_plugins = ["dojo.dev.wholeness"]

KATAS = all_katas()


def _no(found):
    found = list(found)
    assert not found, "\n" + "\n".join(found)


def each_kata(subjects_of):
    """Parametrize a test with what is to be judged of each kata."""
    subjects = [subjects_of(kata) for kata in KATAS]
    return pytest.mark.parametrize("subjects", subjects, ids=map(str, KATAS))


@pytest.fixture
def wrongly_judged(subjects, judged):
    """Return what is to be said against the verdicts on the subjects of a test."""
    return [c for subject in subjects for c in complaints(subject, judged(subject))]


@pytest.mark.parametrize("kata", KATAS, ids=str)
def test_its_parts_are_there(kata):
    """A kata has every part, and each part says what it must."""
    _no(check.complaints(kata))


@each_kata(lambda kata: [Stub(kata)])
def test_its_stub_is_not_started(wrongly_judged):
    """A stub is judged not started, so no test passes untouched."""
    _no(wrongly_judged)


@each_kata(lambda kata: [Solution(kata)])
def test_its_solution_is_accepted(wrongly_judged):
    """A solution is accepted, and no test of its suite is slow."""
    _no(wrongly_judged)


@each_kata(attempts_at)
def test_its_attempts_get_their_verdicts(wrongly_judged):
    """A right attempt is accepted; a wrong one is rejected by the test it names."""
    _no(wrongly_judged)


def test_no_file_is_stray():
    """Each file below katas/, solutions/ and tests/ belongs to a kata."""
    _no(check.stray_files(ROOT, KATAS))
