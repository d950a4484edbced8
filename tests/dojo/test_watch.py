"""Watch mode: the window with its keys, and once in a terminal from end to end.

The window lives on the real clock. Here it shows a tiny course, and what an answer
says of itself is its verdict; the judge is there in the terminal.
"""

import asyncio
import contextlib
import io
import os
import re
import shutil
import signal
import sys

import pytest
from watchfiles import awatch

from dojo.cli import watch
from dojo.cli.watch import app
from dojo.cli.watch.app import KataApp
from dojo.cli.watch.changes import Changed, changed_by
from dojo.cli.watch.lines import lines
from dojo.course.kata import Kata, text_of
from dojo.course.stub import original
from dojo.dev.fresh import environment
from dojo.report.verdict import Result, Status, Verdict
from tests.dojo.courses import change

pytestmark = pytest.mark.real_time

# Only a window that has come to a stop takes so long, however busy the machine is.
SECONDS = 300
WRONG, HANGS = "It is wrong.\n", "It hangs.\n"
STRICTER = '\n\ndef test_more():\n    """More."""\n    assert False\n'
HELLO = Kata("ch01_coroutines", "k1_hello_world")
GREET = Kata("ch01_coroutines", "k2_greet")


class Judge:
    """Stands in for the processes that judge.

    Attributes:
        judged: the answers that were judged to the end.
        hanging: how many answers hang now.
        forgotten: how often what was ready was of no use any more.
    """

    def __init__(self):
        self.judged, self.hanging, self.forgotten = [], 0, 0

    def prepare(self):
        pass

    async def forget(self):
        self.forgotten += 1

    async def judge(self, kata, tell):
        text = text_of(kata.stub)
        verdict = verdict_on(kata, text)
        for result in verdict.tests:
            tell(result)
        if text == HANGS:
            self.hanging += 1
            try:
                await asyncio.Future()
            finally:
                self.hanging -= 1
        self.judged.append(text)
        return verdict

    async def judge_another(self, kata):
        return await self.judge(kata, lambda result: None)


def verdict_on(kata, text):
    """Return the verdict that the text of an answer stands for."""
    known = {text_of(kata.solution): "solved", original(kata): "not started"}
    status, seen = Status(known.get(text, "failing")), text.strip()
    results = [
        Result(name, status, f"The rule of {name}.", seen, seen, output=kata.name)
        for name in ("test_one", "test_two")
    ]
    return Verdict(kata, status, tuple(results))


@pytest.fixture
def kata(here):
    """Return the first kata, on which the window opens."""
    return here.katas[0]


@pytest.fixture
def judge():
    """Return what judges for the window."""
    return Judge()


@pytest.fixture
def open_window(here, judge):
    """Return a context manager that opens the window on the first verdict."""

    @contextlib.asynccontextmanager
    async def opened(status="not started"):
        async with KataApp(here, judge).run_test(size=(80, 24)) as pilot:
            await verdict_is(pilot, status)
            yield pilot

    return opened


async def until(pilot, holds):
    """Wait until something holds; if it does not, say what the screen shows."""
    try:
        async with asyncio.timeout(SECONDS):
            while not holds():
                await asyncio.sleep(0.02)
    except TimeoutError:
        shown = f"After {SECONDS} s it shows\n{screen(pilot)}"
        raise AssertionError(shown) from None
    await pilot.pause()


async def verdict_is(pilot, status):
    """Wait for a verdict."""
    app = pilot.app
    await until(pilot, lambda: app.verdict is not None and app.verdict.status == status)


async def shows(pilot, *texts):
    """Wait until the screen shows all of these."""
    await until(pilot, lambda: all(text in screen(pilot) for text in texts))


def screen(pilot):
    """Return what the screen shows, as text."""
    width = pilot.app.size.width
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in strips)


def save(kata, text):
    """Save an answer."""
    kata.stub.write_text(text, "utf-8")


def solve(kata):
    """Save our solution."""
    save(kata, text_of(kata.solution))


async def test_it_opens_on_the_next_kata(here, open_window):
    """Chapter, kata, title, verdict, progress and keys fit into 80 by 24."""
    async with open_window() as pilot:
        await shows(
            pilot,
            "1. First   1.1 The kata hello   core, 5 minutes",
            "katas/ch01_first/k1_hello.py",
            "not started",
            "The lesson: katas/ch01_first/README.md",
            "async def hello() -> str:",
            "Return a word.",
            "chapter 1: 0 of 1 solved, 0 of 3 katas",
            *("n Next", "h Hint", "l List", "r Reset", "o Open", "q Quit"),
        )


async def test_a_save_brings_the_verdict(kata, open_window):
    """The first failing test in full, the others in a line.

    What an answer prints does not steer the terminal.
    """
    async with open_window() as pilot:
        save(kata, "It is \x1b[2Jwrong.")
        await shows(
            pilot,
            "failing   0 of 2 tests pass",
            "test_one\n",
            "The rule of test_one.",
            "It is ^[[2Jwrong.",
            "test_two: the same",
        )


async def test_an_answer_that_hangs_is_ended_by_the_next_save(kata, judge, open_window):
    """What is known of it is shown; the next save is judged at once."""
    async with open_window() as pilot:
        save(kata, HANGS)
        await shows(pilot, "failing\n", "It hangs.", "judging …")
        assert judge.hanging == 1
        solve(kata)
        await verdict_is(pilot, "solved")
        assert judge.hanging == 0


async def test_a_solved_kata_says_so_and_stays(here, kata, open_window):
    """It shows the note and offers the next kata, and does not jump there."""
    async with open_window() as pilot:
        solve(kata)
        await shows(
            pilot,
            "solved   2 of 2 tests pass",
            "n goes on to 2.1 The kata wait.",
            "It printed:",
            "The idea of hello.",
            "chapter 2: 0 of 1 solved, 1 of 3 katas",
        )
        assert pilot.app.kata == kata

        save(kata, WRONG)
        await verdict_is(pilot, "failing")
        await until(pilot, lambda: "The idea" not in screen(pilot))

        await pilot.press("n")
        await verdict_is(pilot, "not started")
        assert pilot.app.kata == here.katas[2]


# Windows stops no program by a key, and has neither the signal nor the groups for it.
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no Ctrl-Z like this")
async def test_ctrl_z_stops_it_and_what_has_started_it(
    open_window, monkeypatch, suspended
):
    """So uv gives the terminal back to the shell, too; `fg` brings the window back."""
    stopped = []
    monkeypatch.setattr(os, "killpg", lambda *what: stopped.append(what))
    async with open_window() as pilot:
        await pilot.press("ctrl+z", "l", "ctrl+z")
    assert stopped == [(os.getpgrp(), signal.SIGTSTP)] * 2
    assert suspended == ["left", "came back"] * 2


async def test_each_way_to_save_is_seen(kata, judge, open_window):
    """A rename over the file, a save in parts, and several saves in a moment."""
    solution = text_of(kata.solution)
    async with open_window() as pilot:
        renamed = kata.stub.with_name("4913~")
        renamed.write_text(solution, "utf-8")
        renamed.replace(kata.stub)
        await verdict_is(pilot, "solved")

        with kata.stub.open("w", encoding="utf-8") as file:
            file.write("It is")
            file.flush()
            await asyncio.sleep(0.04)
            file.write(" in two parts.")
        await until(pilot, lambda: judge.judged[-1] == "It is in two parts.")

        for text in (WRONG, HANGS, solution, "The last one."):
            save(kata, text)
            await asyncio.sleep(0.015)
        await until(pilot, lambda: judge.judged[-1] == "The last one.")
        await shows(pilot, "failing", "The last one.")


async def test_the_path_is_to_be_seen_below_any_title(here, kata, open_window):
    """A title that is too long for the window is cut."""
    for path in (kata.solution, kata.stub):
        change(path, "The kata hello", f"The kata {'hello ' * 20}")
    async with open_window() as pilot:
        await shows(pilot, "The kata hello hello", "katas/ch01_first/k1_hello.py")


async def test_other_katas_are_judged_too(here, kata, open_window):
    """Those of which nothing is known, at once; and each save of one moves the bar."""
    solve(here.katas[1])
    async with open_window() as pilot:
        await shows(pilot, "chapter 1: 0 of 1 solved, 1 of 3 katas")
        solve(here.katas[2])
        await shows(pilot, "2 of 3 katas")

        assert pilot.app.kata == kata
        assert pilot.app.verdict.status == "not started"


async def test_a_suite_that_changes_is_read_again(kata, judge, open_window):
    """The answer is judged once more, and what was ready before is not used."""
    async with open_window() as pilot:
        judged = len(judge.judged)
        kata.suite.write_text("# new", "utf-8")
        await until(pilot, lambda: len(judge.judged) > judged)
        assert judge.forgotten == 1


async def test_a_learner_may_follow_the_core_alone(here, open_window):
    """One key chooses the level; n goes on to what is on the way, p goes back."""
    async with open_window() as pilot:
        await pilot.press("v", "v")
        await shows(pilot, "chapter 1: 0 of 1 solved, 0 of 2 core katas")

        for key, place in (("n", 2), ("n", 2), ("p", 0), ("p", 0)):
            await pilot.press(key)
            await until(pilot, lambda at=place: pilot.app.kata == here.katas[at])

        await pilot.press("v")
        await shows(pilot, "chapter 1: 0 of 1 solved, 0 of 3 core", "q Quit")


async def test_hints_come_one_at_a_time(open_window):
    """Each press shows the next one; the escape key puts it away."""
    async with open_window() as pilot:
        for number in (1, 2, 3):
            await pilot.press("h")
            await shows(pilot, f"hint {number} of 3")
        await pilot.press("escape")
        await until(pilot, lambda: "hint" not in screen(pilot))


async def test_a_hint_is_scrolled_by_the_arrows(kata, open_window):
    """It says how, and lies over nothing; the tab key goes to the verdict and back."""
    change(kata.hints, "A question.", "\n\n".join(f"Line {n}." for n in range(30)))
    async with open_window() as pilot:
        await pilot.press("h")
        await shows(pilot, "hint 1 of 3", "Line 2.", "escape puts it away")
        assert "not started" in screen(pilot)
        await pilot.press("end")
        await shows(pilot, "Line 29.", "not started")

        save(kata, "\n".join(f"Seen {n}." for n in range(30)))
        await shows(pilot, "Line 29.", "Seen 1.")
        await pilot.press("tab", "end")
        await shows(pilot, "Line 29.", "test_two")


async def test_a_long_task_is_scrolled(kata, open_window):
    """The arrow keys are there for it from the beginning."""
    change(kata.stub, "Return a word.", "\n".join(f"Rule {n}." for n in range(40)))
    change(kata.solution, "Return a word.", "\n".join(f"Rule {n}." for n in range(40)))
    async with open_window() as pilot:
        await shows(pilot, "Rule 1.")
        await pilot.press("end")
        await shows(pilot, "Rule 39.")


async def test_the_list_is_searched(here, kata, open_window):
    """What is typed narrows it; enter goes there. Meanwhile verdicts come."""
    async with open_window() as pilot:
        await pilot.press("l")
        await shows(pilot, "1.1", "1.2", "2.1", "not started", "further")
        solve(kata)
        await verdict_is(pilot, "solved")
        await pilot.press("escape")
        await shows(pilot, "solved   2 of 2 tests pass")

        await pilot.press("l", *"wait", "enter")
        await until(pilot, lambda: pilot.app.kata == here.katas[2])
        await shows(pilot, "2. Second   2.1 The kata wait")


@pytest.mark.parametrize("typed", ["second", "ch02", "sleep 2.1", "wait"])
async def test_the_list_is_searched_by_chapter_and_tool_too(here, open_window, typed):
    """Where nothing fits, it says so, and enter goes nowhere."""
    async with open_window() as pilot:
        await pilot.press("l", *"nothing", "enter")
        await shows(pilot, "No kata fits 'nothing'.")
        await pilot.press(*["backspace"] * 7, *typed, "enter")
        await until(pilot, lambda: pilot.app.kata == here.katas[2])


async def test_what_is_typed_into_the_list_is_no_markup(open_window):
    """Square brackets are what they are."""
    async with open_window() as pilot:
        await pilot.press("l", "[", "/")
        await shows(pilot, "No kata fits '[/'.")


async def test_the_progress_fits_into_the_line(open_window):
    """The bar is shorter where more is to be told."""
    async with open_window() as pilot:
        await pilot.press("v", "v", "v")
        await shows(pilot, "chapter 1: 0 of 1 solved, 0 of 3 core and further katas")


def test_a_program_to_be_repaired_is_shown_before_what_is_wrong_with_it(kata):
    """First the task, as with every kata."""
    seen = Result("test_one", Status.NOT_STARTED, "A rule.", "It blocks.", "short")
    verdict = Verdict(kata, Status.NOT_STARTED, (seen,))

    text = "\n".join(line.text for line in lines(verdict, "", None, 80))

    assert (
        text.index("The lesson: ") < text.index("async def") < text.index("It blocks")
    )


async def watches_only_by_polling(*folders, force_polling, **options):
    """Stand in for `awatch` where the system watches no more files."""
    if not force_polling:
        raise OSError(28, "inotify watch limit reached")
    async for changes in awatch(*folders, force_polling=True, **options):
        yield changes


async def tells_nothing(*folders, rust_timeout, **options):
    """Stand in for `awatch` on a network drive."""
    while True:
        await asyncio.sleep(rust_timeout / 1000)
        yield set()


@pytest.mark.parametrize("broken", [watches_only_by_polling, tells_nothing])
async def test_a_save_of_which_nobody_tells_is_seen(
    kata, open_window, monkeypatch, broken
):
    """Where the system does not watch, the answer is looked at from time to time."""
    monkeypatch.setattr(watch.changes, "awatch", broken)
    async with open_window() as pilot:
        solve(kata)
        await verdict_is(pilot, "solved")


@pytest.fixture
def suspended(monkeypatch):
    """Return how often the window was left for another program, and how often not."""
    seen = []

    @contextlib.contextmanager
    def suspend(app):
        seen.append("left")
        yield
        seen.append("came back")

    monkeypatch.setattr(KataApp, "suspend", suspend)
    return seen


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("no-such-editor", "no-such-editor does not run: [Errno"),
        (f"{sys.executable} -c exit(3)", "does not run: it ended with status 3"),
    ],
)
async def test_an_editor_that_does_not_run_is_said(
    open_window, monkeypatch, suspended, editor, said
):
    """The window comes back, and says what is wrong."""
    monkeypatch.setenv("VISUAL", editor)
    async with open_window() as pilot:
        await pilot.press("o")
        await until(pilot, lambda: said in " ".join(screen(pilot).split()))
    assert suspended == ["left", "came back"]


@pytest.mark.parametrize(
    ("editor", "said"), [(" ", "Set EDITOR or VISUAL"), ("'", "' does not run")]
)
async def test_what_is_no_editor_is_said(
    open_window, monkeypatch, suspended, editor, said
):
    """Nothing is started."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    async with open_window() as pilot:
        await pilot.press("o")
        await shows(pilot, said)
    assert not suspended or suspended == ["left", "came back"]


async def test_without_a_choice_an_editor_that_is_there_opens_it(
    kata, open_window, monkeypatch, suspended, tmp_path
):
    """The window says which one, and what to set to have another one."""
    opened = []
    monkeypatch.setattr(app, "_run", lambda command: opened.append(command) or "")
    monkeypatch.setattr(
        shutil, "which", lambda name: "/bin/nano" if name == "nano" else None
    )
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    async with open_window() as pilot:
        await pilot.press("o")
        await shows(pilot, "nano opens it. Set EDITOR to have another one.")
    assert opened == [["/bin/nano", str(kata.stub)]]


async def test_where_nothing_can_be_written_it_is_said(here, judge):
    """What is done counts until the window closes: the next hint is another one."""
    (here.root / ".kata").write_text("in the way", "utf-8")

    window = KataApp(here, judge)
    async with window.run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, "Nothing is remembered until")
        await pilot.press("h")
        await shows(pilot, "A question.")
        await pilot.press("h")
        await shows(pilot, "A tool.")


async def test_a_reset_asks_first(here, kata, open_window):
    """No answer is lost by one key; what was there is kept."""
    async with open_window() as pilot:
        save(kata, WRONG)
        await verdict_is(pilot, "failing")

        await pilot.press("r", "n")
        assert text_of(kata.stub) == WRONG

        await pilot.press("r", "y")
        await verdict_is(pilot, "not started")
        assert text_of(kata.stub) == original(kata)
        (kept,) = (here.root / ".kata" / "kept").rglob("*.py")
        assert text_of(kept) == WRONG


async def test_a_solution_asks_first_while_it_is_not_solved(kata, open_window):
    """Then both answers and the note fill the window."""
    async with open_window() as pilot:
        await pilot.press("s")
        await shows(pilot, "not solved yet")
        await pilot.press("n", "s", "y")
        await shows(pilot, "katas/ch01_first/k1_hello.py", "solutions/ch01_first")
        await shows(pilot, "The idea of hello.")
        await pilot.press("escape")

        solve(kata)
        await verdict_is(pilot, "solved")
        await pilot.press("s")
        await shows(pilot, "solutions/ch01_first/k1_hello.py")


async def test_a_long_line_of_an_answer_is_not_cut(kata, open_window):
    """Where two columns have no place, the answers are one below the other."""
    solve(kata)
    change(
        kata.stub, '"hello"', '"hello" + "".join(["a", "line", "that", "is"]) or "end"'
    )
    async with open_window("failing") as pilot:
        await pilot.press("s", "y")
        await shows(
            pilot, 'return "hello" + "".join(["a", "line", "that", "is"])', "end"
        )
        await shows(pilot, "solutions/ch01_first/k1_hello.py", '    return "hello"\n')


@pytest.mark.parametrize("keys", [["q"], ["ctrl+c"], ["l", "ctrl+c"], ["r", "ctrl+c"]])
async def test_it_ends_with_q_and_with_ctrl_c(here, open_window, keys):
    """A verdict that comes too late finds no window, and that does not matter."""
    async with open_window() as pilot:
        await pilot.press(*keys)
    assert pilot.app.return_code == 0

    await pilot.app._judge_another(here.katas[1])
    pilot.app._show_verdict(pilot.app.verdict)


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
    ids=lambda value: value.name if hasattr(value, "stem") else "",
)
def test_a_change_concerns_the_katas_that_it_touches(path, changed):
    """An answer and a suite concern their kata, other modules the one shown."""
    assert changed_by([str(path)], HELLO) == changed


def window_in_a_terminal(pexpect, clone, **more):
    """Start `kata` in a terminal."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "dojo.cli"],
        cwd=clone.root,
        env=environment(clone.root, TERM="xterm-256color", **more),
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=SECONDS,
    )


@pytest.fixture
def terminal(clone, pexpect):
    """Return the window on a clone, in a terminal of its own."""
    window = window_in_a_terminal(pexpect, clone)
    window.expect("not started")
    yield window
    window.close(force=True)


def test_a_terminal_without_unicode_gets_plain_characters(clone, pexpect):
    """The bar and the rules are ASCII, and nothing is written as its number."""
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    terminal = window_in_a_terminal(pexpect, clone, **ascii_only)
    terminal.expect("not started")
    terminal.send("h")
    terminal.expect("hint 1 of 3")
    seen = f"{terminal.before}{terminal.after}"
    terminal.send("q")
    seen += terminal.read()
    terminal.close()

    assert "-" * 30 in seen
    assert r"\u2" not in seen
    assert seen.isascii()


def test_from_the_start_to_solved_in_a_terminal(clone, terminal):
    """Each save is judged by a clean process, whatever the answers before it did."""
    kata = clone.kata("k1_hello_world")

    def save(text, *shown):
        clone.answer(kata.name, text)
        for line in shown:
            terminal.expect(line)

    save("async def hello_world():\n    print('Hello,')\n", "failing", "two_lines")
    save("import os\nos._exit(3)\n", "crashed")
    save("async def hello_world():\n    while True: pass\n", "judging")
    beside = kata.stub.with_name("beside.py")
    beside.write_text("WORD = 'Hallo,'\n", "utf-8")
    answer = text_of(kata.solution).replace('"Hello,"', "WORD")
    save(f"from katas.ch01_coroutines.beside import WORD\n{answer}", "failing")
    beside.write_text("WORD = 'Hello,'\n", "utf-8")
    terminal.expect("5 of 5 tests pass")
    kata.suite.write_text(f"{text_of(kata.suite)}{STRICTER}", "utf-8")
    terminal.expect("5 of 6 tests pass")
    terminal.send("q")
    terminal.read()
    terminal.close()

    assert terminal.exitstatus == 0
    assert re.search(r"1.1   hello_world +started", clone.command("list").stdout)


def test_files_that_are_gone_for_a_moment_paint_nothing_over_the_window(
    clone, terminal
):
    """So it is where git changes the branch; the next save is judged again."""
    seen = io.StringIO()
    terminal.logfile_read = seen
    ours = clone.root / "dojo"
    ours.rename(clone.root / "gone")
    clone.answer("k1_hello_world", "async def hello_world():\n    print('Hello,')\n")
    terminal.expect("The judge ended before it came to your answer")
    (clone.root / "gone").rename(ours)
    clone.answer("k1_hello_world", "async def hello_world():\n    print('Hi')\n")
    terminal.expect("tests pass")
    assert "Traceback" not in seen.getvalue()
