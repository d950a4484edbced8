"""What `kata` prints, and its exit status."""

import json
import shutil
import subprocess
import sys

import pytest

from dojo.course.kata import all_katas
from dojo.course.syllabus import entries
from dojo.dev.copies import environment

GREET = "katas/ch01_coroutines/k2_greet.py"
WRONG = "async def greet(name, delay):\n    return name\n"


def test_without_a_terminal_it_says_how_to_go_on(clone):
    """The progress, the next kata and the commands that help; exit status 0."""
    clone.solve("k1_hello_world")

    run = clone.command()

    assert run.returncode == 0
    assert f"1 of {clone.katas} katas solved" in run.stdout
    assert f"next: {GREET}" in run.stdout
    assert "kata check greet" in run.stdout
    assert "kata hint greet" in run.stdout


def test_the_list_shows_each_kata_with_its_state(clone):
    """Chapters, then a line for each kata: number, name, state, level, time, tools."""
    clone.solve("k1_hello_world")
    clone.command("check", "hello_world")
    clone.answer("k2_greet", WRONG)

    run = clone.command("list")

    lines = [" ".join(line.split()) for line in run.stdout.splitlines()]
    assert run.returncode == 0
    assert lines[0] == "1. Coroutines"
    assert lines[1].startswith("1.1 hello_world solved core 10 min async def, await")
    assert lines[2].startswith("1.2 greet started core 5 min")
    assert lines[3].startswith("1.3 run_main not started core 15 min")
    assert lines[-1] == f"next: {GREET}"


def test_a_learner_may_follow_the_core_alone(clone):
    """The level is remembered; what is further is left out until it is asked for."""
    core = [k for k in entries(str(clone.root)) if k.level == "core"]
    for kata in core:
        clone.solve(kata.kata.partition("/")[2])

    chosen = clone.command("--level", "core")
    listed = clone.command("list")
    checked = clone.command("check")
    further = clone.command("--level", "further")

    assert f"{len(core)} of {len(core)} core katas solved" in chosen.stdout
    assert "There is more: kata --level further" in chosen.stdout
    assert f"{len(core)} of {len(core)} core katas solved" in listed.stdout
    assert f"{len(core)} of {clone.katas} katas solved" in listed.stdout
    assert "next:" not in listed.stdout
    assert checked.returncode == 0
    assert "There is more: kata --level further" in checked.stdout
    assert "next: katas/ch01_coroutines/k7_maybe_await.py" in further.stdout


def test_a_level_that_there_is_not(clone):
    """It is said which ones there are."""
    run = clone.command("--level", "expert")

    assert run.returncode == 2
    assert "is not one of 'core', 'further', 'master'" in run.stderr


def test_the_list_is_there_for_programs(clone):
    """With --json all of it is data."""
    katas = json.loads(clone.command("list", "--json").stdout)

    assert len(katas) == clone.katas
    assert katas[1] == {
        "kata": "ch01_coroutines/k2_greet",
        "number": "1.2",
        "title": "Greet somebody after a while",
        "state": "not started",
        "level": "core",
        "time": "5 minutes",
        "tools": ["async def", "await", "asyncio.sleep"],
        "path": GREET,
    }


def test_check_leaves_pytest_to_the_process_that_judges(clone):
    """To import it once more would delay each first verdict."""
    program = (
        "import sys; sys.argv[1:] = ['check', '1.1']\n"
        "from dojo.cli.__main__ import main\n"
        "try: main()\n"
        "finally: print('pytest' in sys.modules)"
    )

    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=clone.root,
        env=environment(clone.root),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert "not started" in run.stdout
    assert run.stdout.splitlines()[-1] == "False", run.stderr


def test_check_judges_the_next_kata(clone):
    """Without a name it is the first that is not solved."""
    clone.solve("k1_hello_world")
    clone.command("check", "1.1")
    clone.answer("k2_greet", WRONG)

    run = clone.command("check")

    assert run.returncode == 1
    assert run.stdout.startswith(f"{GREET}   failing   ")
    assert "after 0 s" in run.stdout
    assert "next: kata hint greet" in run.stdout


def test_a_verdict_is_as_short_where_CI_is_set(clone):
    """A long diff pushes what the learner printed off the screen."""
    clone.answer("k1_hello_world", "async def hello_world():\n    print('Hi')\n")

    run = clone.command("check", "1.1", CI="true")

    assert "At index 0 diff: 'Hi' != 'Hello,'" in run.stdout
    assert "Full diff" not in run.stdout


@pytest.mark.parametrize(
    ("text", "katas"),
    [
        ("x = (\n", ["greet"]),
        ("def pytest_sessionstart():\n    raise OSError\n", ["greet", "1.1"]),
    ],
    ids=["half typed", "a hook that fails"],
)
def test_a_suite_that_pytest_cannot_run_is_said(clone, text, katas):
    """Whoever writes suites may have left a conftest.py half done."""
    conftest = clone.root / "tests" / "conftest.py"
    conftest.unlink(missing_ok=True)
    conftest.write_text(text, "utf-8")

    run = clone.command("check", *katas)

    assert run.returncode == 1
    said = "pytest could not run the suite: exit status 4."
    assert run.stdout.count(said) == len(katas)


def test_check_is_content_when_all_named_are_solved(clone):
    """Exit status 0 only if all of them are solved."""
    clone.solve("k1_hello_world")
    clone.solve("k2_greet")

    assert clone.command("check", "1.1", "greet").returncode == 0
    assert clone.command("check", "1.1", "greet", "1.3").returncode == 1


def test_check_all_judges_every_kata(clone):
    """There is a verdict on each; programs read them with --json."""
    clone.solve("k1_hello_world")

    run = clone.command("check", "--all", "--json")

    verdicts = json.loads(run.stdout)
    assert run.returncode == 1
    assert [v["kata"] for v in verdicts] == [
        str(kata) for kata in all_katas(clone.root)
    ]
    assert verdicts[0]["verdict"] == "solved"
    assert {v["verdict"] for v in verdicts[1:]} == {"not started"}
    assert verdicts[0]["tests"][0]["test"] == "test_it_prints_two_lines"


def test_check_judges_a_file_that_lies_elsewhere(clone, tmp_path):
    """It is judged as the answer to a kata, and called by its own name."""
    answer = tmp_path / "mine.py"
    answer.write_text("async def greet(name, delay)\n", "utf-8")

    run = clone.command("check", "greet", "--answer", answer)

    assert run.returncode == 1
    assert run.stdout.startswith(f"{answer.as_posix()}   does not import")
    assert f"{answer.as_posix()}:1" in run.stdout
    assert clone.command("list", "--json").stdout.count('"not started"') == clone.katas


@pytest.mark.parametrize("text", [b"\xff", b"x = 1\0", b""])
def test_a_file_that_is_no_program_is_said(clone, tmp_path, text):
    """Bytes that are no text, and an empty file, end in a verdict with its name."""
    answer = tmp_path / "mine.py"
    answer.write_bytes(text)

    run = clone.command("check", "greet", "--answer", answer, TMPDIR=str(clone.root))

    assert run.returncode == 1
    _, _, seen, *rest = run.stdout.splitlines()
    assert answer.as_posix() in "".join([seen, *rest])
    assert "None" not in run.stdout


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
    ],
)
def test_a_mistake_on_the_command_line_is_said(clone, arguments, said):
    """What is wrong is said without a traceback; exit status 2."""
    run = clone.command(*arguments)

    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_a_hint_is_the_next_one(clone):
    """Each call shows one more; --all shows the three."""
    titles = [clone.command("hint", "greet").stdout.splitlines()[0] for _ in range(4)]

    assert [title.split("   ")[-1] for title in titles[:3]] == [
        "hint 1 of 3",
        "hint 2 of 3",
        "hint 3 of 3",
    ]
    assert "kata hint greet --all" in titles[3]
    assert clone.command("hint", "greet", "--all").stdout.count(" of 3") == 3


def test_a_solution_is_for_who_has_solved_it(clone):
    """Before, it refuses and says how to insist; then it shows both and the note."""
    refused = clone.command("solution", "greet")
    insisted = clone.command("solution", "greet", "--reveal")
    clone.solve("k2_greet")
    shown = clone.command("solution", "greet", COLUMNS="90")

    assert refused.returncode == 1
    assert "kata solution greet --reveal" in refused.stderr
    assert insisted.returncode == 0
    assert shown.returncode == 0
    assert shown.stdout.count("await asyncio.sleep(delay)") >= 2
    assert "The tempting mistake" in shown.stdout


def test_a_solution_stays_open_once_it_was_earned(clone):
    """Who has solved a kata once may look again, whatever the file holds now."""
    clone.solve("k2_greet")
    clone.pytest(GREET)
    clone.answer("k2_greet", WRONG)

    assert clone.command("solution", "greet").returncode == 0


def test_pytest_alone_is_remembered(clone):
    """What pytest has found solved is solved for `kata` too; a part of it is not."""
    clone.solve("k1_hello_world")
    clone.solve("k2_greet")
    clone.pytest("katas/ch01_coroutines/k1_hello_world.py")
    clone.pytest(GREET, "-k", "greets_by_name")

    katas = json.loads(clone.command("list", "--json").stdout)

    assert [kata["state"] for kata in katas[:2]] == ["solved", "started"]


def test_reset_says_where_the_answer_is_kept(clone):
    """The stub is back, without git and without a network."""
    clone.answer("k2_greet", WRONG)

    run = clone.command("reset", "greet")

    assert run.returncode == 0
    *_, path = run.stdout.split()
    assert (clone.root / path.rstrip(".")).read_text("utf-8") == WRONG
    assert "not started" in clone.command("check", "greet").stdout


def test_lost_state_is_found_again(clone):
    """Without its journal `kata` finds out by itself what is solved."""
    clone.solve("k1_hello_world")
    clone.command("check", "1.1")
    shutil.rmtree(clone.root / ".kata")

    assert f"1 of {clone.katas} katas solved" in clone.command().stdout


def test_an_answer_that_hangs_or_leaves_ends_in_a_verdict(clone):
    """Neither an endless loop nor os._exit takes `kata` with it."""
    clone.answer("k1_hello_world", "async def hello_world():\n    while True: pass\n")
    clone.answer("k2_greet", "import os\nasync def greet(n, d):\n    os._exit(0)\n")

    run = clone.command("check", "1.1", "1.2")

    assert run.returncode == 1
    assert "k1_hello_world.py   hung" in run.stdout
    assert "k2_greet.py   crashed" in run.stdout


def test_the_doctor_says_that_all_is_well(clone):
    """One line each, one to paste, exit status 0."""
    run = clone.command("doctor")

    assert run.returncode == 0, run.stdout
    words = [line.split()[0] for line in run.stdout.splitlines() if line.strip()]
    assert words[:4] == ["ok"] * 4
    assert run.stdout.splitlines()[-1].startswith("For your instructor: kata doctor:")


def test_the_doctor_names_the_remedy(clone):
    """Where a test run fails, the exit status is 1, and it says what to do."""
    clone.kata("k1_hello_world").solution.write_text("x = (\n", "utf-8")

    run = clone.command("doctor")

    assert run.returncode == 1
    (line,) = [x for x in run.stdout.splitlines() if x.startswith("FAILS")]
    assert "does not import" in line
    assert "->" in line


def test_a_terminal_without_unicode_gets_ascii(clone):
    """Pictures and bars are drawn with what there is."""
    clone.answer("k2_greet", "import asyncio\n" + WRONG)

    run = clone.command("check", "greet", PYTHONIOENCODING="ascii")

    assert run.returncode == 1
    assert run.stdout.isascii()


def test_names_are_completed():
    """The shell gets the names that begin with what was typed."""
    from dojo.cli.commands import _complete

    assert _complete("gre") == ["greet"]
    assert "1.2" in _complete("1.")
