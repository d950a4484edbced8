"""Every kata holds the seven points at which it is whole (see CONTRIBUTING.md)."""

import pytest

from dojo import checks
from dojo.attempts import attempts_at
from dojo.layout import all_katas
from dojo.spots import ROOT
from dojo.wholeness import Solution, Stub, complaints

pytest_plugins = ["dojo.wholeness"]

KATAS = all_katas()
STUBS = [Stub(kata) for kata in KATAS]
SOLUTIONS = [Solution(kata) for kata in KATAS]
ATTEMPTS = [attempt for kata in KATAS for attempt in attempts_at(kata)]


def _no(found):
    found = list(found)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("kata", KATAS, ids=str)
def test_its_parts_are_there(kata):
    """A kata has every part, and each part says what it must."""
    _no(checks.complaints(kata))


@pytest.mark.parametrize("stub", STUBS, ids=str)
def test_its_stub_is_not_started(stub, judged):
    """A stub is judged not started, so no test passes untouched."""
    _no(complaints(stub, judged(stub)))


@pytest.mark.parametrize("solution", SOLUTIONS, ids=str)
def test_its_solution_is_accepted(solution, judged):
    """A solution is accepted, and no test of its suite is slow."""
    _no(complaints(solution, judged(solution)))


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=str)
def test_an_attempt_gets_its_verdict(attempt, judged):
    """A right attempt is accepted; a wrong one is rejected by the test it names."""
    _no(complaints(attempt, judged(attempt)))


def test_no_file_is_stray():
    """Each file below katas/, solutions/ and tests/ belongs to a kata."""
    _no(checks.stray_files(ROOT, KATAS))
