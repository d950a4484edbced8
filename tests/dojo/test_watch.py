"""Watch mode: the window by itself, and once in a terminal from end to end."""

import re
import sys

import pytest

from dojo.cli.watch.changes import Changed, changed_by
from dojo.course.kata import Kata
from dojo.dev.copies import environment

HELLO, GREET = (
    Kata("ch01_coroutines", name) for name in ("k1_hello_world", "k2_greet")
)


def test_the_window_does_what_its_keys_say(pilots):
    """Every test with a pilot passes."""
    run = pilots.result()

    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        (HELLO.stub, Changed(this_one=True)),
        (HELLO.suite, Changed(this_one=True, tests=True)),
        (GREET.stub, Changed(others={GREET})),
        (GREET.suite, Changed(others={GREET}, tests=True)),
        (HELLO.stub.with_name("beside.py"), Changed(this_one=True)),
        (HELLO.suite.with_name("conftest.py"), Changed(this_one=True, tests=True)),
        (HELLO.hints, Changed()),
        (HELLO.stub.with_name(".k1_hello_world.py.swp"), Changed()),
        (HELLO.stub.with_name(".#k1_hello_world.py"), Changed()),
        (HELLO.stub.with_name("k1_hello_world.py~"), Changed()),
    ],
    ids=lambda value: value.name if hasattr(value, "name") else "",
)
def test_a_change_concerns_the_katas_that_it_touches(path, changed):
    """An answer and a suite concern their kata, other modules the one shown."""
    assert changed_by([str(path)], HELLO) == changed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")
def test_from_the_start_to_solved_in_a_terminal(clone):
    """Start, save a wrong answer, read the verdict, save a right one, read "solved"."""
    import pexpect

    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "dojo.cli"],
        cwd=clone.root,
        env=environment(clone.root, TERM="xterm-256color"),
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=30,
    )

    terminal.expect("not started")
    clone.answer("k1_hello_world", "async def hello_world():\n    print('Hello,')\n")
    terminal.expect("failing")
    terminal.expect("test_it_prints_two_lines")
    clone.solve("k1_hello_world")
    terminal.expect("5 of 5 tests pass")
    terminal.send("q")
    terminal.expect(pexpect.EOF)
    terminal.close()

    assert terminal.exitstatus == 0
    assert re.search(r"1.1   hello_world +solved", clone.command("list").stdout)
