"""The demonstration of chapter 4: both ways, on real time."""

import io
import os
import re
import subprocess
import sys

import pytest

from dojo import demonstration
from dojo.spots import ROOT
from dojo.timeline import Bar, Timeline

SMALL = "from dojo import demonstration as d; d.PAGES = 5; d.main()"


def test_it_shows_both_ways():
    """Both times, both pictures, and the ratio."""
    run = subprocess.run(
        [sys.executable, "-c", SMALL, "--solutions"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )

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
        ("async def page_sizes(urls):\n    while True: pass\n", "hung"),
    ],
)
def test_what_is_not_solved_has_nothing_to_show(clone, answer, word):
    """Before the kata is solved, one line says what to do, and nothing hangs."""
    stub = clone.kata("k2_page_sizes", "ch04_downloading").stub
    stub.write_text(f"{stub.read_text('utf-8')}\n\n{answer}", "utf-8")

    run = clone.run("dojo.demonstration")

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.count("\n") == 1
    assert f"is not solved yet ({word}). Solve it first" in run.stderr


def test_it_can_be_plain_ascii(monkeypatch):
    """A terminal without Unicode gets ASCII."""
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(screen, encoding="ascii"))
    timeline = Timeline()
    timeline.bars.append(Bar("/1", 0.0))
    timeline.bars[0].end("answered", 2.0)

    demonstration._show("all together", 2.0, timeline.picture())
    sys.stdout.flush()

    assert b"====" in screen.getvalue()
