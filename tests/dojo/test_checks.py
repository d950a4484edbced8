"""Broken repositories, each of which the checks of the repository must refuse."""

import pytest

from dojo import checks
from dojo.layout import all_katas

WHOLE = "tests/test_katas_are_whole.py"
GREET = "ch01_coroutines/k2_greet"
A_PAUSE = "__import__('threading').Event().wait(0.3)"


def change(path, old, new):
    """Replace a piece of a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def complaints(clone):
    """Return what the checks say without judging an answer."""
    kata = clone.kata("k2_greet")
    return [
        *checks.complaints(kata),
        *checks.stray_files(clone.root, all_katas(clone.root)),
    ]


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
    attempts = sorted(clone.kata("k2_greet").attempts.glob(f"{kind}_*.py"))
    for attempt in attempts[fewest - 1 :]:
        attempt.unlink()

    assert complaints(clone) == [
        f"{GREET} lacks {kind} attempts: it has {fewest - 1} of {fewest}"
    ]


def test_attempts_say_what_they_are(clone):
    """An attempt has a docstring, and a wrong one names the test that catches it."""
    attempts = clone.kata("k2_greet").attempts
    (attempts / "right_silent.py").write_text("")
    (attempts / "wrong_silent.py").write_text('"""It is wrong."""')
    (attempts / "perhaps.py").write_text('"""Neither."""')

    assert complaints(clone) == [
        f"{GREET}/perhaps is neither right_ nor wrong_",
        f"{GREET}/right_silent does not say what it does",
        f"{GREET}/wrong_silent does not name the test that catches it",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "katas/ch01_coroutines/hints/k9_nothing.md",
        "solutions/ch01_coroutines/old_greet.py",
        "tests/ch01_coroutines/helpers.py",
        "tests/attempts/ch01_coroutines/k9_nothing/right_one.py",
    ],
)
def test_a_stray_file(clone, path):
    """A file that belongs to no kata is named."""
    stray = clone.root / path
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("")

    [complaint] = complaints(clone)
    assert path.startswith(complaint.removesuffix(" belongs to no kata"))


def test_a_kata_of_nothing_but_a_stub(clone):
    """Whoever begins a kata reads all that is left to do."""
    kata = clone.kata("k8_new")
    kata.stub.write_text('"""New."""\n', "utf-8")

    found = checks.complaints(kata)

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


@pytest.mark.parametrize(
    ("part", "old", "new", "chosen", "complaint"),
    [
        (
            "stub",
            "    raise NotImplementedError",
            '    return f"Hello, {name}!"',
            "not_started",
            f"{GREET}: its stub is judged failing instead of not started",
        ),
        (
            "stub",
            "raise NotImplementedError",
            "raise NotImplementedErr",
            "not_started",
            f"{GREET}: its stub is judged failing instead of not started",
        ),
        (
            "suite",
            "\n\nasync def test_it_takes",
            '\n\ndef test_nothing():\n    """Nothing."""\n\n\nasync def test_it_takes',
            "not_started",
            "(see test_nothing)",
        ),
        (
            "solution",
            "await asyncio.sleep(delay)",
            "await asyncio.sleep(delay + 1)",
            "solution",
            f"{GREET}: its solution is judged failing",
        ),
        (
            "suite",
            '    await greet("Ada", 2)\n\n',
            f'    await greet("Ada", 2)\n    {A_PAUSE}\n\n',
            "solution",
            f"{GREET}: test_it_takes_the_delay takes 0.3",
        ),
        (
            "suite",
            "@given(name=st.text(), delay=seconds)",
            '@given(name=st.just("Ada"), delay=st.just(1))',
            "wrong_time_sleep",
            None,
        ),
    ],
    ids=[
        "stub passes",
        "stub fails",
        "a test passes untouched",
        "solution fails",
        "slow test",
        "nothing wrong",
    ],
)
def test_what_is_judged(clone, part, old, new, chosen, complaint):
    """A started stub, a solution that is not right, a slow test: all are named."""
    change(getattr(clone.kata("k2_greet"), part), old, new)

    run = clone.pytest("--solutions", WHOLE, "-k", f"k2_greet and {chosen}")

    assert run.returncode == (1 if complaint else 0), run.stdout
    assert complaint is None or complaint in run.stdout


def test_a_suite_without_a_property(clone):
    """A suite that has examples alone is named."""
    suite = clone.kata("k2_greet").suite
    text = suite.read_text("utf-8")
    suite.write_text(text[: text.index("@given")], "utf-8")

    run = clone.pytest("--solutions", WHOLE, "-k", "k2_greet and solution")

    assert run.returncode == 1
    assert f"{GREET}: its suite has no property test" in run.stdout


def test_attempts_that_are_judged_otherwise(clone):
    """A right one refused, a wrong one accepted, or caught elsewhere: all are named."""
    kata = clone.kata("k2_greet")
    answer = 'async def greet(name, delay):\n    return f"Hello, {name}!"\n'
    right = kata.solution.read_text("utf-8").partition("import asyncio")[2]
    caught = "\n\nCaught by: test_it_greets_by_name\n"
    for name, text in {
        "right_but_refused": f'"""It does not wait."""\n\n{answer}',
        "wrong_but_accepted": f'"""It waits.{caught}"""\n\nimport asyncio\n{right}',
        "wrong_elsewhere": f'"""It does not wait.{caught}"""\n\n{answer}',
    }.items():
        (kata.attempts / f"{name}.py").write_text(text, "utf-8")

    run = clone.pytest("--solutions", WHOLE, "-k", "refused or accepted or elsewhere")

    assert run.returncode == 1
    assert f"{GREET}/right_but_refused is right, and is judged failing" in run.stdout
    assert f"{GREET}/wrong_but_accepted is wrong, and is accepted" in run.stdout
    assert (
        f"{GREET}/wrong_elsewhere names test_it_greets_by_name, and is rejected by "
        "test_it_takes_the_delay" in run.stdout
    )


def test_a_complaint_fails_the_run(clone):
    """The README's command fails, and says which kata lacks what."""
    clone.kata("k2_greet").note.unlink()

    run = clone.pytest("--solutions", WHOLE, "-k", "parts")

    assert run.returncode == 1
    assert f"{GREET} lacks its note" in run.stdout
