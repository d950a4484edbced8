"""What the window of `kata` does, with Textual's own pilot.

`test_watch.py` runs this in a copy of the repository, in a pytest of its own: the
window lives on the real clock, and writes into `katas/`.
"""

import asyncio
import contextlib
import shutil

import pytest

from dojo import ROOT
from dojo.cli.watch.app import KataApp
from dojo.course.kata import Kata, all_katas
from dojo.course.stub import original
from dojo.course.syllabus import entries

SECONDS_TO_A_VERDICT = 20
HELLO, GREET = (
    Kata("ch01_coroutines", name) for name in ("k1_hello_world", "k2_greet")
)
WRONG = "async def hello_world():\n    print('on my way')\n"
HANGS = "async def hello_world():\n    while True: pass\n"


@pytest.fixture(autouse=True)
def _fresh():
    """Put back every stub, and forget what was solved."""
    shutil.rmtree(ROOT / ".kata", ignore_errors=True)
    for kata in all_katas():
        kata.stub.write_text(original(str(ROOT), str(kata)), "utf-8")


@contextlib.asynccontextmanager
async def window(size=(80, 24)):
    """Open the window, and give its pilot once the first verdict is there."""
    app = KataApp()
    async with app.run_test(size=size) as pilot:
        await verdict_is(pilot, "not started")
        yield pilot


async def until(pilot, holds):
    """Wait until something holds; if it does not, say what the screen shows."""
    try:
        async with asyncio.timeout(SECONDS_TO_A_VERDICT):
            while not holds():
                await asyncio.sleep(0.05)
    except TimeoutError:
        shown = f"After {SECONDS_TO_A_VERDICT} s it shows\n{screen(pilot)}"
        raise AssertionError(shown) from None
    await pilot.pause()


async def verdict_is(pilot, word):
    """Wait for a verdict."""
    app = pilot.app
    await until(pilot, lambda: app.verdict is not None and app.verdict.word == word)


async def shows(pilot, *texts):
    """Wait until the screen shows all of these."""
    await until(pilot, lambda: all(text in screen(pilot) for text in texts))


def screen(pilot):
    """Return what the screen shows, as text."""
    width = pilot.app.size.width
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in strips)


def solve(kata):
    """Save our solution."""
    shutil.copy(kata.solution, kata.stub)


async def test_it_opens_on_the_next_kata():
    """Chapter, kata, title, verdict, progress and keys fit into 80 by 24."""
    async with window() as pilot:
        await shows(
            pilot,
            "1. Coroutines   1.1 Say hello, wait a second, and go on",
            "katas/ch01_coroutines/k1_hello_world.py",
            "not started",
            f"0 of {len(all_katas())} katas solved",
            *("n Next", "h Hint", "l List", "r Reset", "o Open", "q Quit"),
        )


async def test_a_save_brings_the_verdict():
    """The first failing test in full, the others in a line, and what was printed."""
    async with window() as pilot:
        HELLO.stub.write_text(WRONG, "utf-8")
        await shows(
            pilot,
            "failing   0 of 5 tests pass",
            "test_it_prints_two_lines",
            "on my way",
        )


async def test_a_solved_kata_says_so_and_stays():
    """It shows the note and offers the next kata, and does not jump there."""
    async with window() as pilot:
        solve(HELLO)
        await shows(
            pilot,
            "solved   5 of 5 tests pass",
            "n goes on to 1.2 Greet somebody after a while.",
            "It printed:",
            "The idea.",
            f"1 of {len(all_katas())} katas solved",
        )
        assert pilot.app.kata == HELLO

        HELLO.stub.write_text(WRONG, "utf-8")
        await verdict_is(pilot, "failing")
        await until(pilot, lambda: "The idea." not in screen(pilot))

        await pilot.press("n")
        await verdict_is(pilot, "not started")
        assert pilot.app.kata == GREET


async def test_each_way_to_save_is_seen(tmp_path):
    """A rename over the file, a save in parts, and several saves in a moment."""
    solution = HELLO.solution.read_text("utf-8")
    async with window() as pilot:
        renamed = HELLO.stub.with_name("4913~")
        renamed.write_text(solution, "utf-8")
        renamed.replace(HELLO.stub)
        await verdict_is(pilot, "solved")

        with HELLO.stub.open("w", encoding="utf-8") as file:
            file.write(solution[:-30])
            file.flush()
            await asyncio.sleep(0.04)
            file.write(solution[-30:])
            file.flush()
            await asyncio.sleep(0.5)
        await verdict_is(pilot, "solved")

        for text in (WRONG, HANGS, solution, WRONG):
            HELLO.stub.write_text(text, "utf-8")
            await asyncio.sleep(0.015)
        await verdict_is(pilot, "failing")
        await asyncio.sleep(0.5)
        assert pilot.app.verdict.word == "failing"


async def test_an_answer_that_hangs_is_ended_by_the_next_save(monkeypatch):
    """The next save is judged at once, whatever the answer does."""
    words = []

    def note(app, verdict):
        words.append(str(verdict.word))
        show(app, verdict)

    show = KataApp._show_verdict
    monkeypatch.setattr(KataApp, "_show_verdict", note)
    async with window() as pilot:
        HELLO.stub.write_text(HANGS, "utf-8")
        await asyncio.sleep(0.5)
        solve(HELLO)
        await verdict_is(pilot, "solved")
        assert words == ["not started", "solved"]

        HELLO.stub.write_text(HANGS, "utf-8")
        await verdict_is(pilot, "hung")
        HELLO.stub.write_text("import os\nos._exit(3)\n", "utf-8")
        await verdict_is(pilot, "crashed")
        solve(HELLO)
        await verdict_is(pilot, "solved")


async def test_another_kata_is_judged_too():
    """A save of a kata that is not shown moves the bar, and nothing else."""
    async with window() as pilot:
        solve(GREET)
        await shows(pilot, "1 of")

        assert pilot.app.kata == HELLO
        assert pilot.app.verdict.word == "not started"


async def test_what_lies_beside_is_read_again():
    """A module beside the answers belongs to the answer."""
    beside = HELLO.stub.with_name("words.py")
    solution = HELLO.solution.read_text("utf-8")
    beside.write_text("WORD = 'Hallo,'\n", "utf-8")
    HELLO.stub.write_text(
        "from katas.ch01_coroutines.words import WORD\n"
        + solution.replace('"Hello,"', "WORD"),
        "utf-8",
    )
    try:
        app = KataApp()
        async with app.run_test(size=(80, 24)) as pilot:
            await verdict_is(pilot, "failing")
            beside.write_text("WORD = 'Hello,'\n", "utf-8")
            await verdict_is(pilot, "solved")
    finally:
        beside.unlink()


async def test_a_suite_that_changes_is_read_again():
    """The next verdict is that of the new suite."""
    suite = HELLO.suite.read_text("utf-8")
    try:
        async with window() as pilot:
            solve(HELLO)
            await verdict_is(pilot, "solved")
            HELLO.suite.write_text(
                f'{suite}\n\ndef test_new():\n    """No."""\n    assert False\n',
                "utf-8",
            )
            await verdict_is(pilot, "failing")
            assert pilot.app.verdict.first_failure.test == "test_new"
    finally:
        HELLO.suite.write_text(suite, "utf-8")


async def test_a_learner_may_follow_the_core_alone():
    """One key chooses the level; n goes on to what is on the way."""
    core = [e for e in entries(str(ROOT)) if e.level == "core"]
    async with window() as pilot:
        await pilot.press("v")
        await shows(pilot, f"0 of {len(core)} core katas solved")

        for entry in core[1:]:
            await pilot.press("n")
            await until(pilot, lambda e=entry: str(pilot.app.kata) == e.kata)
        await pilot.press("n")
        assert str(pilot.app.kata) == core[-1].kata

        await pilot.press("v")
        await shows(pilot, "core and further katas solved", "q Quit")


async def test_hints_come_one_at_a_time():
    """Each press shows the next one; the escape key puts it away."""
    async with window() as pilot:
        for number in (1, 2, 3):
            await pilot.press("h")
            await shows(pilot, f"hint {number} of 3")
        await pilot.press("escape")
        await until(pilot, lambda: "hint" not in screen(pilot))


async def test_the_list_is_searched():
    """What is typed narrows it; enter goes there."""
    async with window() as pilot:
        await pilot.press("l")
        await shows(pilot, "not started")
        await pilot.press(*"fetch_i")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.kata.name == "k4_fetch_in_order")
        await shows(pilot, "1.4", "not started")


async def test_a_verdict_comes_while_the_list_is_open():
    """What lies over the window does not keep it from its work."""
    async with window() as pilot:
        await pilot.press("l")
        solve(HELLO)
        await verdict_is(pilot, "solved")
        await pilot.press("escape")
        await shows(pilot, "solved   5 of 5 tests pass")


async def test_no_more_to_watch_means_to_look_again(monkeypatch):
    """Where the system refuses to watch, saves are seen all the same."""
    import dojo.cli.watch.app

    async def refuse(*folders, force_polling=None, **options):
        if not force_polling:
            raise OSError(28, "inotify watch limit reached")
        async for changes in real(*folders, force_polling=True, **options):
            yield changes

    real = dojo.cli.watch.app.awatch
    monkeypatch.setattr(dojo.cli.watch.app, "awatch", refuse)
    async with window() as pilot:
        # It takes a while until it has looked at everything for the first time.
        for _ in range(20):
            solve(HELLO)
            await asyncio.sleep(0.5)
            if pilot.app.verdict and pilot.app.verdict.word == "solved":
                break
        await verdict_is(pilot, "solved")


async def test_a_save_of_which_nobody_tells_is_seen(monkeypatch):
    """As on a network drive: there the answer is looked at from time to time."""

    async def tell_nothing(*folders, rust_timeout, **options):
        while True:
            await asyncio.sleep(rust_timeout / 1000)
            yield set()

    monkeypatch.setattr("dojo.cli.watch.app.awatch", tell_nothing)
    async with window() as pilot:
        solve(HELLO)
        await verdict_is(pilot, "solved")


async def test_what_an_answer_prints_does_not_steer_the_terminal():
    """Escape sequences are shown, not obeyed."""
    async with window() as pilot:
        HELLO.stub.write_text(
            "async def hello_world():\n    print('\\x1b[2Jgone')\n", "utf-8"
        )
        await shows(pilot, "failing", "^[[2Jgone")


async def test_an_editor_that_does_not_run_is_said(monkeypatch):
    """The window stays, and says what to set or what is wrong."""
    monkeypatch.delenv("VISUAL", raising=False)
    async with window() as pilot:
        for editor, said in (
            ("", "Set EDITOR or VISUAL"),
            ("no-such-editor", "no-such-editor does not run"),
            ("'", "' does not run"),
        ):
            monkeypatch.setenv("EDITOR", editor)
            await pilot.press("o")
            await until(pilot, lambda: pilot.app._notifications)
            (notice,) = pilot.app._notifications
            assert said in notice.message
            pilot.app.clear_notifications()


async def test_a_reset_asks_first():
    """No answer is lost by one key; what was there is kept."""
    stub = HELLO.stub.read_text("utf-8")
    async with window() as pilot:
        HELLO.stub.write_text(WRONG, "utf-8")
        await verdict_is(pilot, "failing")

        await pilot.press("r", "n")
        assert HELLO.stub.read_text("utf-8") == WRONG

        await pilot.press("r", "y")
        await verdict_is(pilot, "not started")
        assert HELLO.stub.read_text("utf-8") == stub
        (kept,) = (ROOT / ".kata" / "kept").rglob("*.py")
        assert kept.read_text("utf-8") == WRONG


async def test_a_solution_asks_first_while_it_is_not_solved():
    """Then both answers and the note fill the window."""
    async with window() as pilot:
        await pilot.press("s")
        await shows(pilot, "not solved yet")
        await pilot.press("n", "s", "y")
        await shows(pilot, "yours", "ours")
        await pilot.press("escape")

        solve(HELLO)
        await verdict_is(pilot, "solved")
        await pilot.press("s")
        await shows(pilot, "ours")


async def test_what_was_solved_elsewhere_is_found():
    """Answers of which nothing is known are judged when the window opens."""
    solve(GREET)
    async with window() as pilot:
        await shows(pilot, "1 of")


async def test_it_ends_with_q():
    """A verdict that comes too late finds no window, and that does not matter."""
    async with window() as pilot:
        await pilot.press("q")
    assert pilot.app.return_code == 0

    await pilot.app._judge_another(GREET)
    pilot.app._show_verdict(pilot.app.verdict)
