"""The demonstration of chapter 4: both ways, on real time."""

import os
import re
import subprocess
import sys

from dojo.spots import ROOT

SMALL = "from dojo import demonstration as d; d.PAGES = 5; d.main()"


def demonstrate(*arguments, root=ROOT):
    """Run a small demonstration."""
    return subprocess.run(
        [sys.executable, "-c", SMALL, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
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


def test_a_stub_has_nothing_to_show():
    """Before the kata is solved, one line says what to do."""
    run = demonstrate()

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.count("\n") == 1
    assert "is not started. Solve it first" in run.stderr
