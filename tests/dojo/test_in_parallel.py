"""What is run in a second pytest is reported as if it had been run in the first."""

import pytest

SUITE = """
import os
from pathlib import Path

import pytest


@pytest.fixture
def new_clone():
    return None


def test_it_stays():
    pass


def test_it_fails(new_clone):
    print("said elsewhere")
    assert 1 == 2


def test_it_leaves(new_clone):
    was_here = Path(__file__).with_name("was_here")
    if not was_here.exists():
        was_here.touch()
        os._exit(3)


def test_it_passes(new_clone):
    pass
"""


@pytest.fixture
def suite(clone):
    """A suite of the judge's own."""
    suite = clone.root / "tests" / "dojo" / "test_new.py"
    suite.write_text(SUITE, "utf-8")
    return suite


def test_what_happened_elsewhere_is_reported_here(clone, suite):
    """A failure with what it printed; and what was not told is run here."""
    run = clone.pytest("--solutions", suite, clone.kata("k2_greet").suite)

    assert suite.with_name("was_here").exists()
    assert run.returncode == 1
    assert "assert 1 == 2" in run.stdout
    assert "said elsewhere" in run.stdout
    assert "1 failed, 9 passed" in run.stdout


def test_what_comes_next_in_another_folder_is_not_disturbed(clone, suite):
    """What pytest kept for a test that was run elsewhere is torn down."""
    kata = clone.kata("k2_greet")
    comes_last = f"tests/test_katas_are_whole.py::test_its_stub_is_not_started[{kata}]"

    run = clone.pytest("--solutions", suite, comes_last, "-k", "not leaves")

    assert "1 failed, 3 passed" in run.stdout
