"""The demonstration of chapter 4: both ways, on real time."""

import os
import re
import subprocess
import sys

import pytest

from dojo.spots import ROOT

SMALL = "from dojo import demonstration as d; d.PAGES = 5; d.main()"


def demonstrate(*arguments, root=ROOT, **environment):
    """Run a small demonstration."""
    return subprocess.run(
        [sys.executable, "-c", SMALL, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ
        | {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
        | environment,
    )


def test_it_shows_both_ways():
    """Both times, both pictures, and the ratio."""
    run = demonstrate("--solutions")

    assert run.returncode == 0, run.stderr
    assert re.search(r"^one after another: [\d.]+ s$", run.stdout, re.MULTILINE)
    assert run.stdout.count("/4 ") == 2
    assert "at most 1 at a time" in run.stdout
    assert "at most 5 at a time" in run.stdout
    assert re.search(r"^all together is \d+ times faster$", run.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("", "not started"),
        ("async def page_sizes(urls):\n    return []\n", "failing"),
        ("async def page_sizes(urls):\n    while True: pass\n", "hung"),
    ],
)
def test_what_is_not_solved_has_nothing_to_show(clone, answer, word):
    """Before the kata is solved, one line says what to do, and nothing hangs."""
    stub = clone.kata("k2_page_sizes", "ch04_downloading").stub
    stub.write_text(f"{stub.read_text('utf-8')}\n\n{answer}", "utf-8")

    run = demonstrate(root=clone.root)

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.count("\n") == 1
    assert f"is not solved yet ({word}). Solve it first" in run.stderr


def test_it_can_be_plain_ascii():
    """A terminal without Unicode gets ASCII."""
    run = demonstrate("--solutions", PYTHONIOENCODING="ascii")

    assert run.returncode == 0, run.stderr
    assert run.stdout.isascii()
    assert "====" in run.stdout
