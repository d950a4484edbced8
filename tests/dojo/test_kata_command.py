"""What `kata` prints, and its exit status."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dojo.cli import doctor, judging, texts
from dojo.cli.commands import _complete, _complete_some, app
from dojo.course.kata import all_katas, text_of
from dojo.course.stub import original
from dojo.dev.fresh import environment
from dojo.report.verdict import Status, Verdict

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


def test_several_verdicts_end_in_a_total(clone):
    """A chapter may be named, also beside one of its katas; then comes what is next."""
    clone.solve("k1_hello_world")

    run = clone.command("check", "ch01", "greet")

    *lines, blank, total, following = run.stdout.splitlines()
    verdicts = [x.split("   ")[1] for x in lines if re.match("katas/.*   ", x)]
    assert verdicts == ["solved", *["not started"] * (clone.katas - 1)]
    assert blank == run.stderr == ""
    assert total == f"1 of {clone.katas} katas solved"
    assert following == f"next: {GREET}   Greet somebody after a while"


def test_a_terminal_shows_what_is_waited_for(monkeypatch, capsys):
    """A line that gives way to the verdict; nothing of it goes elsewhere."""
    assert list(judging.with_progress(iter("ab"), 2)) == ["a", "b"]
    assert capsys.readouterr().err == ""

    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    for verdict in judging.with_progress(iter("ab"), 2):
        print(verdict, file=sys.stderr)

    blank = " " * len("judging 1 of 2 ...")
    assert capsys.readouterr().err == (
        f"judging 1 of 2 ...\r\r{blank}\ra\njudging 2 of 2 ...\r\r{blank}\rb\n"
    )


def test_what_is_left_out_can_be_shown(clone):
    """A summary that leaves something out says which command shows all of it."""
    long = "word" * 100
    clone.answer(
        "k2_greet",
        "async def greet(name, delay):\n"
        "    for number in range(60):\n        print('line', number)\n"
        f"    return '{long}'\n",
    )

    short = clone.command("check", "greet").stdout
    full = clone.command("check", "greet", "--full").stdout
    by_pytest = clone.pytest(GREET).stdout
    all_of_it = clone.pytest("-vv", GREET).stdout

    assert "test_it_takes_the_delay: " in short
    assert "\nAll of it: kata check greet --full\n" in short
    assert f"\nAll of it: pytest -vv {GREET}\n" in by_pytest
    for cut in (short, by_pytest):
        assert "      line 40\n" not in cut
        assert long not in cut
    for whole in (full, all_of_it):
        assert whole.count("      line 40\n") >= 6
        assert whole.count(long) >= 2
        assert "  The greeting is there after `delay` seconds.\n" in whole
        assert "All of it" not in whole
        assert "…" not in whole


def test_what_pytest_leaves_out_can_be_shown(clone):
    """A suite may leave the words to pytest, which cuts long values and diffs."""
    clone.answer("k1_hello_world", "async def hello_world():\n    print('Hi')\n")
    suite = SUITE_WITHOUT_WORDS.replace('["Hello,", "World!"]', "list(range(99))")
    clone.kata("k1_hello_world").suite.write_text(suite, "utf-8")

    short = clone.command("check", "hello_world").stdout
    full = clone.command("check", "hello_world", "--full").stdout

    assert "All of it: kata check hello_world --full" in short
    assert " 98,\n" not in short
    assert " 98,\n" in full
    for text in (short, full):
        assert "-v" not in text
        assert "All of it" not in full


def test_a_file_that_is_missing_comes_back(clone):
    """It is said where it belongs, and how to get it back; so does an empty one."""
    stub = clone.kata("k2_greet").stub
    stub.unlink()
    missing = clone.command("check", "greet").stdout
    by_pytest = clone.pytest(GREET).stdout
    stub.touch()
    empty = clone.command("check", "greet").stdout

    assert missing.splitlines() == [
        f"{GREET}   missing",
        "Your answer belongs there, and no file can be read. "
        "A reset puts the stub there.",
        "next: kata reset greet",
    ]
    assert f"\nnext: {GREET}\n" in by_pytest
    assert "This puts the stub there: kata reset greet\n" in by_pytest
    assert empty.endswith("\nnext: kata reset greet\n")


def test_a_file_that_does_not_import_is_to_be_mended(clone):
    """No hint can help; what is printed can be typed."""
    clone.answer("k2_greet", "import requests\n")

    run = clone.command("check", "greet", UV="uv")

    assert run.stdout.endswith("\nnext: mend the file, then: uv run kata check greet\n")


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


def test_a_solved_file_that_lies_elsewhere_leads_on(clone):
    """`kata solution` would not know of it."""
    run = clone.command("check", "greet", "--answer", clone.kata("k2_greet").solution)

    assert run.returncode == 0
    assert "next: katas/ch01_coroutines/k1_hello_world.py" in run.stdout
    assert "kata solution" not in run.stdout


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "Try '{} -h' for help."),
        (["check", "--nope"], "Try '{} check -h' for help."),
        (["check", "99.9"], "See them all: {} list"),
        (["check", "--answer", "nope.py"], ": {} check NAME --answer FILE"),
        (["solution", "greet"], ": {} solution greet --reveal"),
        (["check", "--help"], "Usage: {} check "),
        (["check", "1.2", "--answer", "x.py"], '{} check greet --answer "x.py"\n'),
        ([], "In a terminal: {}\n"),
    ],
    ids=" ".join,
)
def test_what_is_printed_can_be_typed(clone, arguments, said):
    """A command begins with `uv run` where uv has started this one."""
    (clone.root / "x.py").touch()

    for uv, kata in (("", "kata"), ("/usr/bin/uv", "uv run kata")):
        run = clone.command(*arguments, UV=uv)

        assert said.format(kata) in run.stdout + run.stderr


def test_a_hint_is_the_next_one(clone):
    """Each call shows one more; --all shows the three, and then none is left."""
    first = clone.command("hint", "greet").stdout
    every = clone.command("hint", "greet", "--all").stdout
    after = clone.command("hint", "greet").stdout

    assert first.splitlines()[0] == f"{GREET}   hint 1 of 3"
    assert every.count(" of 3") == 3
    assert "kata hint greet --all" in after


def test_a_text_is_laid_out_for_the_terminal(monkeypatch, capsys):
    """No word is broken, no line of code is; where links lead can be read."""
    address = f"https://docs.python.org/{'long/' * 20}sleep"
    code = "x = [" + "1, " * 40 + "]"
    text = (
        f"**Seldom** does [`asyncio.sleep`]({address}) take an argument\n"
        f"that is `unmistakable`.\n\n```python\n{code}\n```"
    )
    texts.show(text)
    elsewhere = capsys.readouterr().out
    for name, value in (("FORCE_COLOR", "1"), ("COLUMNS", "30"), ("TERM", "xterm")):
        monkeypatch.setenv(name, value)

    texts.show(text)

    coloured = capsys.readouterr().out
    plain = re.sub(r"\x1b\[[\d;]*m|\x1b\]8;.*?\x1b\\", "", coloured)
    lines = [line.rstrip() for line in plain.splitlines() if line.strip()]
    assert elsewhere == f"{text}\n"
    assert coloured != plain
    assert lines == [
        "Seldom does asyncio.sleep take",
        "an argument that is",
        "unmistakable.",
        code,
        f"asyncio.sleep: {address}",
    ]


def test_a_solution_is_shown_once_the_kata_is_solved(clone):
    """Before, it refuses and says how to insist; then it shows both and the note.

    A learner who has solved it once may look again, whatever the file holds now.
    """
    refused = clone.command("solution", "greet")
    insisted = clone.command("solution", "greet", "--reveal", PYTHONIOENCODING="ascii")
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


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ([], 0, "next: katas/ch01_coroutines/k2_greet.py"),
        (["list"], 0, "next: "),
        (["--level", "core"], 0, "core katas"),
        (["check", "hello_world"], 0, "next: katas/ch01_coroutines/k2_greet.py"),
        (["hint", "greet"], 0, "kata hint greet --all"),
        (["reset", "greet"], 1, ""),
        (["solution", "hello_world"], 0, "The idea."),
        (["doctor"], 0, "hint  writing   Nothing is remembered until .kata/"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_where_nothing_can_be_written_one_line_says_so(clone, command, status, said):
    """Everything works, but for a reset, which keeps nothing: the answer stays."""
    (clone.root / ".kata").write_text("This is no folder.")
    clone.solve("k1_hello_world")
    clone.answer("k2_greet", WRONG)

    run = clone.command(*command)

    assert run.returncode == status, run.stderr
    assert said in run.stdout
    assert "Traceback" not in run.stderr
    lines = run.stderr.splitlines()
    assert len(lines) == (0 if command == ["doctor"] else 1 + status)
    assert all("until .kata/" in line for line in lines[:1])
    assert text_of(clone.kata("k2_greet").stub) == WRONG


def test_pytest_says_in_one_line_that_nothing_can_be_written(clone):
    """Neither the journal nor pytest's own cache is worth more."""
    for path in (".kata", ".pytest_cache"):
        (clone.root / path).write_text("This is no folder.")

    run = clone.pytest("tests/ch01_coroutines/test_k2_greet.py")

    assert run.stdout.count("Nothing is remembered until .kata/") == 1
    assert "Warning" not in run.stdout + run.stderr


@pytest.mark.parametrize("module", ["dojo.cli.__main__", "dojo.pytest_plugin"])
def test_an_older_python_is_told_which_one_is_needed(module):
    """One line, and no name that the older one does not have."""
    program = f"import sys; sys.version_info = (3, 10, 13); import {module}"
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert run.stderr.startswith("The katas need Python 3.11 or newer")
    assert run.stderr.count("\n") == 1


def test_the_doctor_says_that_no_answer_can_be_saved(monkeypatch):
    """A folder of somebody else is no place to learn in."""
    # A file mode would not stop root, nor anybody on Windows.
    monkeypatch.setattr(doctor.os, "access", lambda path, mode: False)

    seen = doctor._EXAMINATIONS["writing"]()

    assert "a folder of your own" in seen.remedy


@pytest.mark.parametrize(
    ("native", "polled", "said"),
    [
        ([{"saved"}], [], "ok    watching  a save is noticed"),
        ([set()], [{"saved"}], "->  set WATCHFILES_FORCE_POLLING=true"),
        ([set()], [set()], "busy  watching  no news of a save for 5 s"),
    ],
    ids=["noticed", "only by looking", "not even so"],
)
def test_the_doctor_knows_a_busy_machine(monkeypatch, capsys, native, polled, said):
    """It is neither ready nor not: nothing is to be mended, but to be asked again."""

    def watch(*_, force_polling, **__):
        return iter(polled if force_polling else native)

    def judge(katas, *_, **__):
        return [Verdict(katas[0], Status.BUSY, text="It is too busy: no news.")]

    monkeypatch.setattr(doctor, "watch", watch)
    monkeypatch.setattr(doctor, "judge_all", judge)

    ready = doctor.examine()

    out = capsys.readouterr().out
    *_, verdict, to_pass_on = out.splitlines()
    assert not ready
    assert said in out
    assert "busy  test run  It is too busy: no news." in out
    fails = "WATCHFILES" in said
    assert verdict.startswith("not ready" if fails else "this machine is too busy")
    assert verdict.endswith("yet" if fails else "run this again when it has less to do")
    assert to_pass_on.startswith(f"For your instructor: kata doctor: {verdict[:20]}")


def test_the_doctor_names_the_remedy(clone):
    """One line each, and one to paste; where a test run fails, it says what to do."""
    well = clone.command("doctor")
    clone.kata("k1_hello_world").solution.write_text("x = (\n", "utf-8")
    ill = clone.command("doctor", UV="uv")

    assert well.returncode == 0, well.stdout
    words = [line.split()[0] for line in well.stdout.splitlines() if line.strip()]
    assert words[:5] == ["ok"] * 5
    assert well.stdout.splitlines()[-1].startswith("For your instructor: kata doctor:")
    assert ill.returncode == 1
    (line,) = [x for x in ill.stdout.splitlines() if x.startswith("FAILS")]
    assert "does not import" in line
    assert "->" in line
    assert line.endswith(": uv run pytest --solutions tests/ch01_coroutines")


def test_where_a_chapter_is_gone_it_is_said_how_it_comes_back(clone):
    """A reset brings back a stub, and not the hints and the lesson beside it."""
    shutil.rmtree(clone.root / "katas" / "ch01_coroutines")

    run = clone.command("hint", "greet")

    assert run.stderr.endswith(
        "is gone. This brings it back: git restore katas/ch01_coroutines\n"
    )


def test_the_doctor_sees_a_file_that_hides_a_module(tmp_path, monkeypatch, capsys):
    """`python -m pytest` would import a learner's random.py."""
    (tmp_path / "katas" / "ch01_first").mkdir(parents=True)
    for name in ("random.py", "notes.py", "katas/ch01_first/asyncio.py"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    monkeypatch.setattr(doctor, "_EXAMINATIONS", {"names": doctor._names})

    ready = doctor.examine()

    assert ready
    hint = "katas/ch01_first/asyncio.py, random.py  ->  rename: it hides a module"
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
    assert _complete_some("ch01") == [
        *("ch01", "ch01_coroutines"),
        *(str(kata) for kata in all_katas() if kata.order[0] == 1),
    ]
