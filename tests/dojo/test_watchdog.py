"""The ways of the watchdog that this system would not need: each one is tried."""

import subprocess
import sys
import textwrap

import pytest

from dojo import ROOT
from dojo.findings.findings import record
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
        timeout=300,
        check=False,
    )


@pytest.fixture
def work(monkeypatch):
    """Return the seconds that the processor has worked, in a list of one."""
    seconds = [5.0]
    monkeypatch.setattr(watchdog, "real_process_time", lambda: seconds[0])
    monkeypatch.setattr(watchdog, "is_answer", lambda _: True)
    return seconds


def looks(watch, work, times, seconds):
    """Look some times, with so many seconds of work before each; return the last."""
    for _ in range(times):
        work[0] += seconds
        stuck = watch.stuck_at(sys._getframe())
    return stuck


def test_what_does_nothing_is_stuck_after_some_looks(work):
    """Where a machine was asleep, hours may lie between two of them."""
    watch = watchdog.Watch()
    most = watchdog.IDLE_LOOKS_TO_A_HANG

    assert looks(watch, work, most, 0) is None
    assert looks(watch, work, 1, 0) is not None


def test_what_gets_little_of_a_busy_processor_is_not_stuck(work):
    """It works a little before each look: it wants to go on."""
    watch = watchdog.Watch()

    assert looks(watch, work, 99, 0.006) is None


def test_what_has_worked_for_long_is_stuck(work):
    """A look sees that at once; a step of the event loop is a new beginning."""
    watch = watchdog.Watch()

    assert looks(watch, work, 8, 0.125) is None
    record().steps += 1
    assert looks(watch, work, 8, 0.125) is None
    assert looks(watch, work, 1, 0.125) is not None


@pytest.mark.parametrize("bare_except", [False, True])
def test_a_thread_watches_where_there_is_no_timer(tmp_path, bare_except):
    """Without signals, as on Windows, an endless loop is ended all the same."""
    step = "try:\n        pass\n    except:\n        pass" if bare_except else "pass"

    run = judge(tmp_path, f"while True:\n    {step}\n", WITHOUT_SIGNALS)

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


# Without a timer signal nothing can end a call into C: there is nothing to test.
@pytest.mark.skipif(
    sys.platform == "win32",
    reason="the watchdog ends it with a timer signal, which Windows lacks",
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
