"""`python -m dojo.dev`: what contributors use, from a new kata to the pictures."""

import asyncio
import re
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dojo import ROOT
from dojo.course.kata import Kata
from dojo.dev import index, new, table
from dojo.dev.__main__ import app
from dojo.dev.fresh import environment, fresh_copy
from tests.dojo.courses import change, whole_kata


@pytest.fixture
def dev(monkeypatch):
    """Return what runs a command in this repository, in which it writes no kata."""
    monkeypatch.setattr(new, "write", lambda kata, title: [])
    return lambda *arguments: CliRunner().invoke(app, arguments)


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("ch3/k8_letters", "is no name of a kata: write chNN_topic/kN_name in small"),
        ("ch03_gather/letters", "is no name of a kata"),
        ("ch03_gather/k8_Letters", "is no name of a kata"),
        (f"ch03_gather/k8_{'a' * 300}", "is no name of a kata"),
        ("ch03_gather/k8_class", "class is a keyword of Python."),
        ("ch03_gather/k8_test_it", "pytest would take test_it for a test."),
        ("ch03_gather/k8_greet", "is called greet, and so is ch01_coroutines/k2_greet"),
        ("ch03_letters/k8_letters", "this chapter is called ch03_gather."),
        (
            "ch03_gather/k1_letters",
            "is called 3.1, and so is ch03_gather/k1_fetch_all.",
        ),
    ],
)
def test_a_name_that_no_kata_can_have(dev, name, complaint):
    """One line says what is wrong with it, and nothing is written."""
    run = dev("new", name)

    assert run.exit_code == 1
    assert run.stderr.startswith(f"{name!r}")
    assert complaint in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "title",
    ['Say """hi"""', "Why?", "Wait.", "A | B", "Two\nlines", "C:\\new", " ", "a" * 71],
)
def test_a_title_that_no_kata_can_have(dev, title):
    """One line says what a title is like, and nothing is written."""
    run = dev("new", "ch03_gather/k99_letters", "--title", title)

    assert (run.exit_code, run.stdout) == (1, "")
    assert "a title is one line of 1 to 70 characters" in run.stderr
    assert run.stderr.count("\n") == 1
    run = dev("new", "ch01_coroutines/k2_greet", "--title", "Another")
    assert run.stderr.endswith("change it in solutions/ch01_coroutines/k2_greet.py.\n")


def test_what_is_there_is_never_overwritten(tmp_path):
    """A kata that has some of its parts gets the others."""
    shutil.copytree(whole_kata(tmp_path / "whole").root, tmp_path / "half")
    kata = Kata("ch01_first", "k1_echo", tmp_path / "half")
    kata.hints.unlink()
    kata.stub.unlink()
    change(kata.solution, '"""Echo.', '"""Say it again.')
    before = {p: p.read_bytes() for p in kata.root.rglob("*") if p.is_file()}

    written = list(new.write(kata, "Another title"))

    assert written == [kata.stub, kata.hints]
    assert kata.stub.read_text("utf-8").startswith('"""Say it again.')
    assert kata.hints.read_text("utf-8").startswith("# Hints: Say it again\n")
    assert all(path.read_bytes() == content for path, content in before.items())


def test_what_is_solved_is_a_table_in_markdown(clone):
    """Each chapter has a row; it is no failure that something is not solved."""
    clone.solve("k1_hello_world")
    clone.answer("k2_greet", "def greet(\n")

    run = clone.run("dojo.dev", "solved")

    count = f"1 of {clone.katas}"
    assert run.returncode == 0, run.stderr
    assert run.stdout == (
        f"**{count} katas solved**\n\n"
        "| Chapter | Solved | Begun |\n| --- | --- | --- |\n"
        f"| 1. Coroutines | {count} | greet (does not import) |\n"
    )


def test_stubs_that_are_filled_in_are_said(clone):
    """The first job of a pull request shows this sentence, and nothing else."""
    untouched = clone.run("dojo.dev", "stubs")
    clone.solve("k2_greet")
    filled_in = clone.run("dojo.dev", "stubs")

    assert (untouched.returncode, untouched.stdout) == (0, "")
    assert filled_in.returncode == 1
    assert filled_in.stdout.startswith(
        "In katas/ there are answers instead of stubs (g"
    )
    assert filled_in.stdout.count("\n") == 1


def test_where_somebody_learns_one_job_alone_runs():
    """A fork, or a copy of one's own, has answers: no job of ours is red for that."""
    workflows = ROOT / ".github" / "workflows"
    jobs = (workflows / "ci.yml").read_text("utf-8").partition("\njobs:\n")[2]
    of_learner = (workflows / "fork.yml").read_text("utf-8")

    first, *others = re.split(r"^  (?=[\w-]+:$)", jobs, flags=re.MULTILINE)[1:]
    assert "if: ${{ !github.event.repository.fork }}" in first
    for job in others[:-1]:
        assert "\n    needs: stubs\n" in job
        assert "if: ${{ needs.stubs.outputs.learner != 'true' }}" in job
    assert "always() && !github.event.repository.fork" in others[-1]
    assert "continue-on-error: true" in of_learner


def test_rows_of_a_lesson_are_in_the_order_of_the_katas(tmp_path):
    """A new kata comes behind those with smaller numbers."""
    for number in (2, 10, 1):
        whole_kata(tmp_path, f"ch01_first/k{number}_echo")

    rows = (tmp_path / "katas/ch01_first/README.md").read_text("utf-8").splitlines()

    numbers = [row[3:].partition("_")[0] for row in rows if row.startswith("| [k")]
    assert numbers == ["k1", "k2", "k10"]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Copy the repository without its katas."""
    return fresh_copy(tmp_path_factory.mktemp("course"), [])


def run_in(course, *command):
    """Run `python -m` with a command in a copy."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=course,
        env=environment(course),
        capture_output=True,
        encoding="utf-8",
        timeout=900,
    )


def test_from_a_name_to_a_kata_that_is_whole(course):
    """What `new` writes is judged as it should be; what is to do is told."""
    begun = run_in(course, "dojo.dev", "new", "ch01_first/k1_echo")
    kata = Kata("ch01_first", "k1_echo", course)
    paths = begun.stdout.partition("\n\n")[0].splitlines()
    to_do = run_in(course, "dojo.dev", "check", "echo")
    for path in paths:
        text = (course / path).read_text("utf-8")
        (course / path).write_text(text.replace("TODO", "Done"), "utf-8")
    change(kata.solution, "return value", "return +value")
    whole = run_in(course, "dojo.dev", "check")
    ruff = ("ruff", "check", "--no-cache", *paths[:3])

    assert len(paths) == 7
    assert to_do.returncode == 1
    assert all("TODO" in line for line in to_do.stdout.splitlines()), to_do.stdout
    assert (whole.stdout, whole.returncode) == ("ch01_first/k1_echo is whole.\n", 0)
    assert run_in(course, *ruff).stdout in ("", "All checks passed!\n")


def test_answers_that_are_judged_as_they_should_not(course):
    """The stub, the solution and each attempt are judged."""
    kata = whole_kata(course, "ch02_second/k1_again")
    change(kata.stub, "raise NotImplementedError", "return value")
    change(kata.attempts, "return value", "return -value")
    change(kata.attempts, "return None", "return value")
    change(kata.attempts, "return None", "return value if value == 1 else None")

    found = run_in(course, "dojo.dev", "check", "again").stdout.splitlines()
    shown = run_in(course, "dojo.dev", "attempts", "again", "--only", "mistake")

    name = "ch02_second/k1_again"
    assert found == [
        f"{name}: its stub is not the one made of its solution; make it anew with: "
        "kata reset again",
        f"{name}: its stub is judged solved, not as not started (see test_the_example, "
        "test_any_value)",
        f'{name} "right: Done what it does, 1" is right, and is judged failing '
        "(see test_the_example, test_any_value: does not hold: Done: the rule, in one "
        "line.)",
        f'{name} "wrong: Done which mistake it makes, 3" is wrong, and is accepted',
        f'{name} "wrong: Done which mistake it makes, 4" names test_the_example, and '
        "is rejected by test_any_value",
    ]
    assert [line for line in shown.stdout.splitlines() if line.startswith("##")] == [
        "## wrong: Done which mistake it makes, 3   "
        "(NOT AS PROMISED: it is wrong, and is accepted)",
        "## wrong: Done which mistake it makes, 4   (NOT AS PROMISED: it names "
        "test_the_example, and is rejected by test_any_value)",
        "## wrong: Done which mistake it makes, 5   (as promised)",
    ]
    assert "test_any_value\n  Done: the rule, in one line.\n\n" in shown.stdout
    assert shown.stdout.endswith("\n1 of 3 are judged as promised.\n")
    assert shown.returncode == 1
    assert "next:" not in shown.stdout
    nothing = run_in(course, "dojo.dev", "attempts", "again", "--only", "nothing")
    assert "has no attempt with 'nothing' in its heading." in nothing.stdout
    assert nothing.returncode == 1


def test_the_table_of_chapters_follows_the_lessons(course):
    """It counts the katas, and says what the lesson says; what is around it stays."""
    kata = whole_kata(course, "ch03_third/k1_third")
    readme = course / "README.md"
    before, after = readme.read_text("utf-8").partition("\n## Chapters")[::2]

    table.write(course)

    text = readme.read_text("utf-8")
    row = (
        "| [3. Third](katas/ch03_third/README.md) | Done: what one learns, in one line"
    )
    assert row in text
    assert text.startswith(before)
    assert text.endswith(after.partition("<!-- end -->")[2])
    assert not table.is_stale(course)
    change(kata.lesson, "*Done: what", "*Much: what")
    assert table.is_stale(course)


def test_the_index_tells_where_a_name_of_asyncio_is_used():
    """Only code counts: prose, and names of others, are no use of them."""
    rows = dict(row.split(maxsplit=1) for row in index.rows() if row[:1].isalpha())

    assert rows["Barrier"] == "8.6"
    assert "1.2" in rows["sleep"].split(", ")
    assert set(rows) == set(" ".join(index.HIGH_LEVEL.values()).split())


def test_every_name_in_the_index_is_asyncios():
    """Names of the index that a system lacks are those of Unix sockets."""
    names = " ".join(index.HIGH_LEVEL.values()).split()

    assert all(hasattr(asyncio, name) or "unix" in name for name in names)


def test_pictures_show_no_kata_but_their_own():
    """A new kata makes none of them stale."""
    window = (ROOT / "docs" / "watch.svg").read_text("utf-8").replace("&#160;", " ")

    assert "0 of 2 katas" in window
