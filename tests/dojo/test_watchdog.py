"""The ways of the watchdog that this system would not need: each one is tried."""

import subprocess
import sys
import textwrap

import pytest

from dojo import ROOT
from dojo.guard import watchdog

RUN = """
import pytest
from dojo.guard import memory, watchdog
{change}
suite = "tests/ch01_coroutines/test_k2_greet.py"
raise SystemExit(pytest.main(["--katas", {folder!r}, suite]))
"""
SOON = "watchdog.SECONDS_OF_WORK_TO_A_HANG = 0.3; "
WITHOUT_SIGNALS = SOON + "watchdog._can_use_signals = lambda: False"
WITHOUT_LIMITS = "memory.sys.platform = 'other'; memory.LIMIT = 200 << 20"


def judge(folder, body, change):
    """Run pytest on an answer to k2_greet, after a change to the judge."""
    answer = folder / "ch01_coroutines" / "k2_greet.py"
    answer.parent.mkdir()
    body = textwrap.indent(textwrap.dedent(body), "    ")
    answer.write_text(f"async def greet(name, delay):\n{body}", "utf-8")
    return subprocess.run(
        [sys.executable, "-c", RUN.format(change=change, folder=str(folder))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_while_is_counted_in_looks():
    """Where a machine was asleep, hours may lie between two of them."""
    silence = watchdog._Silence()

    for beat in (1, 2):
        heard = [silence.is_too_long_after(beat) for _ in range(20)]
        assert heard == [False] * 19 + [True]


def test_a_while_is_what_the_processor_worked(monkeypatch):
    """A look sees that at once; the next beat ends it."""
    worked = iter([5.0, 5.0, 5.9, 6.0, 6.0, 6.0])
    monkeypatch.setattr(watchdog, "real_process_time", lambda: next(worked))
    silence = watchdog._Silence()

    heard = [silence.is_too_long_after(beat) for beat in (1, 1, 1, 2)]

    assert heard == [False, False, True, False]


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n    pass\n",
        "while True:\n    try:\n        pass\n    except:\n        pass\n",
    ],
    ids=["loop", "bare except"],
)
def test_a_thread_watches_where_there_is_no_timer(tmp_path, body):
    """Without signals, as on Windows, an endless loop is ended all the same."""
    run = judge(tmp_path, body, WITHOUT_SIGNALS)

    assert run.returncode == 1
    assert "never gives control back to the event loop" in run.stdout
    assert "6 hung" in run.stdout


def test_memory_is_looked_at_where_it_cannot_be_limited(tmp_path):
    """Without a limit of the system, an answer that takes too much is ended."""
    body = "kept = []\nwhile True:\n    kept.append(bytearray(1 << 20))\n"

    run = judge(tmp_path, body, WITHOUT_LIMITS)

    assert run.returncode == 1
    assert "GB of memory" in run.stdout
    assert "What grows here without an end?" in run.stdout


@pytest.mark.skipif(
    not hasattr(__import__("signal"), "setitimer"), reason="Windows has no timers"
)
def test_a_call_that_no_exception_can_end(tmp_path):
    """Python itself is ended, and says first in which line it was."""
    body = "return sum(iter(int, 1))\n"

    run = judge(tmp_path, body, "watchdog.SECONDS_TO_THE_END = 1")

    assert run.returncode < 0
    first, second = run.stderr.splitlines()[:2]
    assert "most recent call first" in first
    assert "k2_greet.py" in second
    assert "line 2 in greet" in second
