"""What `kata` prints, and its exit status."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dojo.cli import doctor
from dojo.cli.commands import _complete, app
from dojo.course.kata import all_katas, text_of
from dojo.course.stub import original
from dojo.dev.fresh import environment

GREET = "katas/ch01_coroutines/k2_greet.py"
WRONG = "async def greet(name, delay):\n    return name\n"
SUITE_WITHOUT_WORDS = """
from katas.ch01_coroutines.k1_hello_world import hello_world

async def test_it_prints_two_lines(printed):
    await hello_world()

    assert printed.lines == ["Hello,", "World!"]
"""


def test_without_a_terminal_it_says_how_to_go_on(clone):
    """The progress, the next kata and the commands that help; exit status 0.

    What is solved is found out, where nothing is remembered of it.
    """
    clone.solve("k1_hello_world")

    run = clone.command()

    assert run.returncode == 0
    hour = [kata for kata in all_katas(clone.root) if kata.level == "first hour"]
    near = f"first hour: 1 of {len(hour)} solved"
    progress = f"{near}, 1 of {clone.katas} katas\n"
    for said in (
        progress,
        f"next: {GREET}",
        "then: kata check greet",
        "? kata hint gr",
    ):
        assert said in run.stdout


def test_list_and_check_know_what_is_next(clone):
    """A line for each kata: number, name, state, level, time, tools; and the next."""
    clone.solve("k1_hello_world")
    clone.command("check", "hello_world")
    clone.answer("k2_greet", WRONG)

    listed = clone.command("list")
    checked = clone.command("check")

    lines = [" ".join(line.split()) for line in listed.stdout.splitlines()]
    assert listed.returncode == 0
    assert lines[0] == "1. Coroutines"
    assert lines[1].startswith("1.1 hello_world solved first hour 5 min async def")
    assert lines[2].startswith("1.2 greet started first hour 5 min")
    assert lines[3].startswith("1.3 predict_calls not started first hour 8 min")
    assert lines[-1] == f"next: {GREET}"
    assert checked.returncode == 1
    assert checked.stdout.startswith(f"{GREET}   failing   ")
    assert "after 0 s" in checked.stdout
    assert "next: kata hint greet" in checked.stdout


def test_pytest_alone_is_remembered(clone):
    """What pytest has found solved is solved for `kata` too; a part of it is not.

    With --json all that `kata list` says is data.
    """
    clone.solve("k1_hello_world")
    clone.solve("k2_greet")
    clone.pytest("katas/ch01_coroutines/k1_hello_world.py")
    clone.pytest(GREET, "-k", "greets_by_name")

    katas = json.loads(clone.command("list", "--json").stdout)

    assert len(katas) == clone.katas
    assert katas[0]["state"] == "solved"
    assert katas[1] == {
        "kata": "ch01_coroutines/k2_greet",
        "number": "1.2",
        "title": "Greet somebody after a while",
        "state": "started",
        "level": "first hour",
        "time": "5 minutes",
        "tools": ["async def", "await", "asyncio.sleep"],
        "path": GREET,
    }


# Windows raises an OSError there, and no BrokenPipeError.
@pytest.mark.skipif(
    sys.platform == "win32", reason="a pipe without a reader is another error there"
)
@pytest.mark.parametrize("command", ["list", "hint"])
def test_somebody_may_stop_reading(clone, command):
    """`kata list | head` ends without a traceback."""
    reader, writer = os.pipe()
    os.close(reader)

    run = subprocess.run(
        [sys.executable, "-m", "dojo.cli", command],
        cwd=clone.root,
        env=environment(clone.root),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)

    assert (run.returncode, run.stderr) == (1, b"")


def test_a_learner_may_follow_the_core_alone(clone):
    """The level is remembered; what is further is left out until it is asked for."""
    levels = ("first hour", "core")
    core = [kata for kata in all_katas(clone.root) if kata.level in levels]
    for kata in core:
        clone.solve(kata.name)
    core_is_solved = f"{len(core)} of {len(core)} core katas solved"

    chosen = clone.command("--level", "core")
    listed = clone.command("list")
    checked = clone.command("check")
    further = clone.command("--level", "further")

    assert core_is_solved in chosen.stdout
    assert "There is more: kata --level further" in chosen.stdout
    assert core_is_solved in listed.stdout
    assert f"{len(core)} of {clone.katas} katas solved" in listed.stdout
    assert "next:" not in listed.stdout
    assert checked.returncode == 0
    assert "There is more: kata --level further" in checked.stdout
    assert "next: katas/ch01_coroutines/k9_maybe_await.py" in further.stdout


def test_check_leaves_pytest_to_the_process_that_judges(clone):
    """To import it once more would delay each first verdict."""
    probe = (
        "import sys; sys.argv[1:] = ['check', '1.1']\n"
        "from dojo.cli.__main__ import main\n"
        "try: main()\n"
        "finally: print('pytest' in sys.modules)"
    )
    (clone.root / "probe.py").write_text(probe, "utf-8")

    run = clone.run("probe", PYTHONUTF8="1")

    assert "not started" in run.stdout
    assert run.stdout.splitlines()[-1] == "False", run.stderr


def test_a_verdict_is_as_short_where_CI_is_set(clone):
    """A long diff pushes what the learner printed off the screen.

    Where a terminal has no Unicode, pictures and bars are drawn with what there is.
    """
    clone.answer("k1_hello_world", "async def hello_world():\n    print('Hi')\n")
    clone.answer("k2_greet", f"import asyncio\n{WRONG}")
    clone.kata("k1_hello_world").suite.write_text(SUITE_WITHOUT_WORDS, "utf-8")

    run = clone.command("check", "1.1", "1.2", CI="true", PYTHONIOENCODING="ascii")

    assert "At index 0 diff: 'Hi' != 'Hello,'" in run.stdout
    assert "Full diff" not in run.stdout
    assert "-v" not in run.stdout
    assert run.stdout.isascii()


@pytest.mark.parametrize(
    ("text", "said", "katas"),
    [
        ("x = (\n", "SyntaxError: '(' was never closed", ["greet"]),
        ("def pytest_sessionstart():\n    1 / 0\n", "ZeroDivision", ["greet", "1.1"]),
    ],
    ids=["half typed", "a hook that fails"],
)
def test_a_suite_that_pytest_cannot_run_is_said(clone, text, said, katas):
    """A conftest.py may be half done, or its hook may fail: no fault of an answer."""
    (clone.root / "tests" / "conftest.py").write_text(text, "utf-8")

    run = clone.command("check", *katas)

    assert run.returncode == 1
    for piece in ("   not judged", said, "next: kata doctor"):
        assert run.stdout.count(piece) == len(katas), run.stdout


def test_check_is_content_when_all_named_are_solved(clone):
    """Exit status 0 only if all of them are solved; programs read it with --json."""
    clone.solve("k1_hello_world")
    clone.solve("k2_greet")

    solved = clone.command("check", "1.1", "greet")
    everything = clone.command("check", "--all", "--json")

    assert solved.returncode == 0
    assert everything.returncode == 1
    verdicts = json.loads(everything.stdout)
    assert [v["kata"] for v in verdicts] == list(map(str, all_katas(clone.root)))
    assert {v["verdict"] for v in verdicts[:2]} == {"solved"}
    assert {v["verdict"] for v in verdicts[2:]} == {"not started"}
    assert verdicts[0]["tests"][0]["test"] == "test_it_prints_two_lines"


def test_success_teaches(clone):
    """The idea of a kata that is solved, where to see more, and the next one."""
    clone.solve("k1_hello_world")

    run = clone.command("check", "hello_world")

    head, idea, more = run.stdout.split("\n\n")
    assert head.endswith("solved   5 of 5 tests pass")
    assert idea.startswith("`await asyncio.sleep(1)` hands control back")
    assert "kata solution hello_world\n" in more
    assert more.endswith(f"next: {GREET}   Greet somebody after a while\n")


@pytest.mark.parametrize(
    "text", [b"async def greet(name, delay)\n", b"\xff", b"x = 1\0", b""]
)
def test_check_judges_a_file_that_lies_elsewhere(clone, tmp_path, text):
    """It is called by its own name, whatever it holds; and nothing is remembered."""
    answer = tmp_path / "mine.py"
    answer.write_bytes(text)

    run = clone.command("check", "greet", "--answer", answer, TMPDIR=str(clone.root))

    assert run.returncode == 1
    assert run.stdout.startswith(f"{answer.as_posix()}   does not import")
    assert answer.as_posix() in run.stdout.partition("\n")[2]
    assert "None" not in run.stdout
    assert not (clone.root / ".kata").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "nope"], "nope: there is no such kata. See them all: kata list"),
        (["check", "gret"], "gret: there is no such kata. Did you mean 1.2 greet?"),
        (["check", "greet", "--all"], "Give names, or --all."),
        (["check", "--answer", "x.py"], "--answer FILE needs the NAME of one kata"),
        (["check", "greet", "--answer", "nope.py"], "nope.py: No such file"),
        (["reset", "nope"], "nope: there is no such kata."),
        (["hint", "nope"], "nope: there is no such kata."),
        (["solution"], "Missing argument 'NAME'"),
        (["nope"], "No such command 'nope'"),
        (["list", "--nope"], "No such option: --nope"),
        (["--level", "expert"], "is not one of 'first hour', 'core', 'further', "),
    ],
    ids=" ".join,
)
def test_a_mistake_on_the_command_line_is_said(arguments, said):
    """What is wrong is said without a traceback; exit status 2."""
    run = CliRunner().invoke(app, arguments)

    assert run.exit_code == 2
    assert said in run.stderr
    assert run.stdout == ""


def test_a_hint_is_the_next_one(clone):
    """Each call shows one more; --all shows the three, and then none is left."""
    first = clone.command("hint", "greet").stdout
    every = clone.command("hint", "greet", "--all").stdout
    after = clone.command("hint", "greet").stdout

    assert first.splitlines()[0] == f"{GREET}   hint 1 of 3"
    assert every.count(" of 3") == 3
    assert "kata hint greet --all" in after


def test_a_solution_is_shown_once_the_kata_is_solved(clone):
    """Before, it refuses and says how to insist; then it shows both and the note.

    A learner who has solved it once may look again, whatever the file holds now.
    """
    refused = clone.command("solution", "greet")
    insisted = clone.command("solution", "greet", "--reveal")
    clone.solve("k2_greet")
    shown = clone.command("solution", "greet", COLUMNS="90")
    clone.answer("k2_greet", WRONG)
    again = clone.command("solution", "greet")

    runs = (refused, insisted, shown, again)
    assert [run.returncode for run in runs] == [1, 0, 0, 0]
    assert "kata solution greet --reveal" in refused.stderr
    assert shown.stdout.count("await asyncio.sleep(delay)") >= 2
    assert "The tempting mistake" in shown.stdout


def test_reset_says_where_the_answer_is_kept(clone):
    """The stub is back, without git and without a network."""
    clone.answer("k2_greet", WRONG)

    run = clone.command("reset", "greet")

    kata = clone.kata("k2_greet")
    assert run.returncode == 0
    *_, path = run.stdout.split()
    assert (clone.root / path.rstrip(".")).read_text("utf-8") == WRONG
    assert text_of(kata.stub) == original(kata)


def test_the_doctor_names_the_remedy(clone):
    """One line each, and one to paste; where a test run fails, it says what to do."""
    well = clone.command("doctor")
    clone.kata("k1_hello_world").solution.write_text("x = (\n", "utf-8")
    ill = clone.command("doctor")

    assert well.returncode == 0, well.stdout
    words = [line.split()[0] for line in well.stdout.splitlines() if line.strip()]
    assert words[:5] == ["ok"] * 5
    assert well.stdout.splitlines()[-1].startswith("For your instructor: kata doctor:")
    assert ill.returncode == 1
    (line,) = [x for x in ill.stdout.splitlines() if x.startswith("FAILS")]
    assert "does not import" in line
    assert "->" in line


def test_the_doctor_sees_a_file_that_hides_a_module(tmp_path, monkeypatch, capsys):
    """`python -m pytest` would import a learner's random.py."""
    for name in ("random.py", "notes.py"):
        (tmp_path / name).touch()
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    monkeypatch.setattr(doctor, "_EXAMINATIONS", {"names": doctor._names})

    ready = doctor.examine()

    assert ready
    hint = "random.py beside README.md  ->  rename: it hides Python's own module"
    assert hint in capsys.readouterr().out


def test_an_answer_that_hangs_or_leaves_ends_in_a_verdict(clone):
    """Neither an endless loop nor os._exit takes `kata` with it."""
    clone.answer("k1_hello_world", "async def hello_world():\n    while True: pass\n")
    clone.answer("k2_greet", "import os\nasync def greet(n, d):\n    os._exit(0)\n")

    run = clone.command("check", "1.1", "1.2")

    assert run.returncode == 1
    assert "k1_hello_world.py   hung" in run.stdout
    assert "k2_greet.py   crashed" in run.stdout


def test_names_are_completed():
    """The shell gets the names that begin with what was typed."""
    assert _complete("gre") == ["greet"]
    assert "1.2" in _complete("1.")
