"""Broken repositories, each of which the checks of the repository must refuse."""

import shutil

import pytest

from dojo import ROOT
from dojo.course.kata import all_katas
from dojo.dev import check

WHOLE = "tests/test_katas_are_whole.py"
CHAPTER = "ch01_coroutines"
GREET = f"{CHAPTER}/k2_greet"


def change(path, old, new):
    """Replace a piece of a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def complaints(clone):
    """Return what the checks say without judging an answer."""
    kata = clone.kata("k2_greet")
    return [
        *check.complaints(kata),
        *check.stray_files(clone.root, all_katas(clone.root)),
    ]


@pytest.fixture
def clone(clone):
    """Copy the repository for one test, with the attempts at one kata."""
    kata = clone.kata("k2_greet")
    kata.attempts.parent.mkdir(parents=True)
    shutil.copy(ROOT / kata.attempts.relative_to(clone.root), kata.attempts)
    return clone


@pytest.mark.parametrize(
    "part", ["stub", "solution", "suite", "lesson", "hints", "note"]
)
def test_a_part_that_is_missing(clone, part):
    """Each part that a kata lacks is named."""
    getattr(clone.kata("k2_greet"), part).unlink()

    assert f"{GREET} lacks its {part}" in complaints(clone)


@pytest.mark.parametrize(
    ("part", "old", "new", "complaint"),
    [
        (
            "stub",
            "name: str",
            "name",
            f"{GREET}: in its stub greet() has no type for name",
        ),
        (
            "stub",
            " -> str:",
            ":",
            f"{GREET}: in its stub greet() has no type for its result",
        ),
        (
            "stub",
            "async def greet",
            "async greet",
            f"{GREET}: its stub is not valid Python",
        ),
        (
            "solution",
            "async def greet",
            "async greet",
            f"{GREET}: its solution is not valid Python",
        ),
        (
            "suite",
            "async def test",
            "async test",
            f"{GREET}: its suite is not valid Python",
        ),
        (
            "stub",
            "Level      core\n",
            "",
            f"{GREET}: its stub's docstring lacks the line 'Level'",
        ),
        (
            "stub",
            "core",
            "easy",
            f"{GREET}: its level 'easy' is none of core, further, master",
        ),
        (
            "solution",
            "delay: float",
            "delay: int",
            f"{GREET}: its solution differs from its stub in greet",
        ),
        (
            "solution",
            "Greet somebody",
            "Greet",
            f"{GREET}: its solution differs from its stub in its docstring",
        ),
        (
            "suite",
            '    """The greeting holds the name."""\n',
            "",
            f"{GREET}: test_it_greets_by_name does not state its rule",
        ),
        (
            "lesson",
            "core | 5 minutes",
            "core | 50 minutes",
            f"{GREET}: its lesson lacks the row | [k2_greet](k2_greet.py) | Greet",
        ),
        ("hints", "## 2", "## 4", f"{GREET}: its hints are 1, 4, 3 instead of 1, 2, 3"),
    ],
)
def test_a_part_that_is_not_right(clone, part, old, new, complaint):
    """A part that does not say what it must is named, with what it lacks."""
    change(getattr(clone.kata("k2_greet"), part), old, new)

    assert any(found.startswith(complaint) for found in complaints(clone))


@pytest.mark.parametrize(("kind", "fewest"), [("right", 2), ("wrong", 3)])
def test_too_few_attempts(clone, kind, fewest):
    """A kata with too few attempts is named."""
    page = clone.kata("k2_greet").attempts
    title, *answers = page.read_text("utf-8").split("\n## ")
    these = [answer for answer in answers if answer.startswith(kind)]
    kept = [answer for answer in answers if answer not in these[fewest - 1 :]]
    page.write_text("\n## ".join([title, *kept]), "utf-8")

    assert complaints(clone) == [
        f"{GREET} lacks {kind} attempts: it has {fewest - 1} of {fewest}"
    ]


def test_a_page_that_cannot_be_read(clone):
    """A page of attempts says in which line it is no page of attempts."""
    change(clone.kata("k2_greet").attempts, "## right: keeps", "## perhaps: keeps")

    assert complaints(clone) == [
        f"tests/attempts/{GREET}.md:3: a heading begins with `right: ` or `wrong: `"
    ]


@pytest.mark.parametrize(
    "path",
    [
        "katas/ch01_coroutines/hints/k9_nothing.md",
        "solutions/ch01_coroutines/old_greet.py",
        "tests/ch01_coroutines/helpers.py",
        "tests/attempts/ch01_coroutines/k9_nothing.md",
    ],
)
def test_a_stray_file(clone, path):
    """A file that belongs to no kata is named."""
    stray = clone.root / path
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_text("")

    [complaint] = complaints(clone)
    assert path.startswith(complaint.removesuffix(" belongs to no kata"))


def test_a_kata_of_nothing_but_a_stub(clone):
    """Whoever begins a kata reads all that is left to do."""
    kata = clone.kata("k8_new")
    kata.stub.write_text('"""New."""\n', "utf-8")

    found = check.complaints(kata)

    for part in (
        "solution",
        "suite",
        "right attempts",
        "wrong attempts",
        "hints",
        "note",
    ):
        assert any(
            f"{kata} lacks its {part}" in c or f"{kata} lacks {part}" in c
            for c in found
        )


def test_this_repository_is_whole(clone):
    """The copy itself gives no reason to complain."""
    assert complaints(clone) == []


@pytest.fixture(scope="session")
def report(new_clone):
    """Judge a repository in which one kata is whole, and return what pytest prints."""
    clone = new_clone()
    attempts = f"tests/attempts/{CHAPTER}"
    shutil.copytree(ROOT / attempts, clone.root / attempts)
    break_what_is_judged(clone)
    breaking_attempts(clone.kata("k2_greet"))
    clone.kata("k5_checkout").note.unlink()
    chosen = "not attempts or k2_greet"

    run = clone.pytest("--solutions", WHOLE, "-k", chosen)

    assert run.returncode == 1
    return run.stdout


def break_what_is_judged(clone):
    """Break the stub, the solution or the suite of a kata each."""
    clone.solve("k1_hello_world")
    suite = clone.kata("k2_greet").suite
    text = suite.read_text("utf-8")
    suite.write_text(text[: text.index("@given")], "utf-8")
    change(clone.kata("k3_run_main").stub, "NotImplementedError", "NotImplementedErr")
    pause = "t = __import__('time'); end = t.process_time() + 0.3\n"
    pause += "    while t.process_time() < end: pass"
    with clone.kata("k4_fetch_in_order").suite.open("a", encoding="utf-8") as file:
        file.write(f'\n\ndef test_nothing():\n    """Nothing."""\n    {pause}\n')
    change(clone.kata("k6_try_mirrors").solution, "except OSError", "except KeyError")


def breaking_attempts(kata):
    """Add a right attempt that is wrong, and two wrong ones that are not caught."""
    answer = 'async def greet(name, delay):\n    return f"Hello, {name}!"\n'
    right = kata.solution.read_text("utf-8").partition("import asyncio")[2]
    caught = "Caught by `test_it_greets_by_name`.\n\n"
    with kata.attempts.open("a", encoding="utf-8") as page:
        for heading, code in {
            "right: but refused\n\n": answer,
            f"wrong: but accepted\n\n{caught}": f"import asyncio\n{right}",
            f"wrong: elsewhere\n\n{caught}": answer,
        }.items():
            page.write(f"\n## {heading}```python\n{code}```\n")


@pytest.mark.parametrize(
    "complaint",
    [
        "k1_hello_world: its stub is judged solved instead of not started",
        "k2_greet: its suite has no property test",
        'k2_greet "right: but refused" is right, and is judged failing',
        'k2_greet "wrong: but accepted" is wrong, and is accepted',
        'k2_greet "wrong: elsewhere" names test_it_greets_by_name, and is rejected by '
        "test_it_takes_the_delay",
        "k3_run_main: its stub is judged failing instead of not started",
        "k4_fetch_in_order: its stub is judged failing instead of not started "
        "(see test_nothing)",
        "k4_fetch_in_order: test_nothing takes 0.3",
        "k5_checkout lacks its note",
        "k6_try_mirrors: its solution is judged failing",
    ],
)
def test_what_is_not_whole_fails_the_run(report, complaint):
    """The README's command says which kata lacks what."""
    assert f"{CHAPTER}/{complaint}" in report


def test_what_is_whole_is_left_alone(report):
    """There is nothing to say against the kata that is as it was."""
    assert "k7_maybe_await" not in report
