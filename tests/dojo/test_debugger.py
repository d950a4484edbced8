"""Whoever debugs an answer is not disturbed, and knows how to begin."""

import asyncio
import bdb
import re
import sys
import threading

import pytest

from dojo.dev.fresh import environment
from dojo.findings import debugger
from dojo.guard import watchdog

SUITE = "tests/ch01_coroutines/test_k1_hello_world.py"
ANSWER = """import asyncio

async def hello_world():
    answer = 40 + 2
    breakpoint()
    print("Hello,")
    await asyncio.sleep(1)
    print("World!")
"""
# Only a debugger that has come to a stop takes so long, however busy the machine is.
SECONDS = 300


@pytest.fixture
def debugged(clone, pexpect):
    """Return a function that debugs the first test of a kata in a terminal."""
    clone.answer("k1_hello_world", ANSWER)

    def debug(options, *lines):
        terminal = pexpect.spawn(
            sys.executable,
            ["-m", "pytest", f"{SUITE}::test_it_prints_two_lines", *options],
            cwd=clone.root,
            env=environment(clone.root, TERM="dumb"),
            encoding="utf-8",
            timeout=SECONDS,
        )
        seen = ""
        for line in lines:
            terminal.expect_exact("(Pdb) ")
            seen += terminal.before
            terminal.sendline(line)
        terminal.expect(pexpect.EOF)
        return seen + terminal.before

    return debug


@pytest.mark.parametrize("options", [["-s"], []], ids=["-s", "captured"])
def test_breakpoint_opens_a_debugger(debugged, options):
    """What is typed and shown there is neither a blocking call nor the answer's."""
    steps = ["n"] * 3 if sys.version_info >= (3, 13) else ["n"] * 2

    seen = debugged(options, "p answer", *steps, "c")

    assert re.search(r"^42\r?$", seen, re.MULTILINE), seen
    assert '-> print("World!")' in seen
    assert "1 passed" in seen


async def test_what_the_loop_prints_is_the_answers(printed):
    """It calls `print` where an answer gave it that as a callback."""
    asyncio.get_running_loop().call_soon(print, "called back")
    await asyncio.sleep(0)

    assert printed.lines == ["called back"]


def test_a_debugger_can_be_left(debugged):
    """`q` ends the run; it is not the answer that leaves."""
    seen = debugged([], "q")

    assert "Quitting debugger" in seen
    assert "failing" not in seen


def test_without_a_terminal_it_is_said_how_to_debug(clone):
    """`kata check` has none; it says what to type, in a test and at the import."""
    clone.answer("k1_hello_world", ANSWER)
    clone.answer("k2_greet", "breakpoint()\nasync def greet(name, delay): ...\n")

    run = clone.command("check", "1.1", "1.2")

    for kata in ("k1_hello_world", "k2_greet"):
        line = f"  To debug, say: pytest katas/ch01_coroutines/{kata}.py"
        assert run.stdout.splitlines().count(line) == 1, run.stdout


def test_the_watchdog_rests_while_a_debugger_is_there(monkeypatch):
    """At its prompt, and while it follows the program; afterwards it watches again."""
    monkeypatch.setattr(watchdog, "is_answer", lambda _: True)
    watch, stuck = watchdog.Watch(), []

    def look_often():
        for _ in range(2 * watchdog.IDLE_LOOKS_TO_A_HANG):
            seen = watch.stuck_at(sys._getframe())
        stuck.append(seen)

    class Debugger(bdb.Bdb):
        def user_line(self, frame):
            look_often()

    work = [0.0]
    monkeypatch.setattr(watchdog, "real_process_time", lambda: work[0])
    Debugger().runcall(look_often)
    look_often()

    assert not any(stuck[:-1])
    assert stuck[-1] is not None


@pytest.mark.parametrize("module", ["pydevd", "_pydevd_bundle.pydevd_comm"])
def test_the_debugger_of_an_editor_is_known_by_its_thread(module):
    """VS Code and PyCharm have pydevd, which stands in a thread of its own."""
    there = {"__name__": module, "begun": threading.Event(), "end": threading.Event()}
    exec("def wait():\n    begun.set()\n    end.wait()", there)
    before = debugger.holds_the_program()

    thread = threading.Thread(target=there["wait"])
    thread.start()
    there["begun"].wait()
    during = debugger.holds_the_program()
    there["end"].set()
    thread.join()

    assert (before, during) == (False, True)
    assert not debugger.holds_the_program()
