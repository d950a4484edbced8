"""Broken katas, each of which the checks of the repository must refuse."""

import ast
from dataclasses import replace

import pytest

from dojo.course.kata import Kata, all_katas
from dojo.dev import answers, check
from dojo.report.verdict import Result, Status, Verdict
from tests.dojo.courses import change, whole_kata

ECHO = "ch01_first/k1_echo"


@pytest.fixture
def kata(tmp_path, monkeypatch):
    """Write a course of one kata, which is whole."""
    monkeypatch.chdir(tmp_path)
    return whole_kata(tmp_path)


def test_a_kata_of_which_nothing_lacks(kata):
    """There is nothing to say against it, nor against the course."""
    assert check.complaints(kata) == []
    assert list(check.stray_files(kata.root, all_katas(kata.root))) == []


@pytest.mark.parametrize("part", check.PARTS)
def test_a_part_that_is_missing(kata, part):
    """Each part that a kata lacks is named."""
    getattr(kata, part).unlink()

    assert check.complaints(kata) == [f"{ECHO} lacks its {part}"]


@pytest.mark.parametrize(
    ("part", "old", "new", "complaint"),
    [
        ("stub", "value: int", "value", "in its stub echo() has no type for value"),
        ("stub", " -> int:", ":", "in its stub echo() has no type for its result"),
        ("stub", "Level ", "Grade ", "its stub's docstring lacks the line 'Level'"),
        ("stub", "core", "easy", "its level 'easy' is none of first hour, core"),
        ("stub", "value: int", "value: str", "its stub is not the one made of its"),
        ("solution", "value: int", "value: str", "its stub is not the one made of its"),
        ("lesson", "10 min", "5 min", "its lesson lacks the row | [k1_echo](k1_ec"),
        ("lesson", "*Done", "Done", "its lesson has no line *what you learn*"),
        ("stub", "10 minutes", "soon", "its time 'soon' is not such as '10 minutes'"),
        ("hints", "## 2", "## 4", "its hints are ## 1, ## 4, ## 3 instead of ## 1, "),
        ("hints", "## 2", "##2", "its hints are ## 1, ##2, ## 3 instead of ## 1, "),
    ],
)
def test_a_part_that_is_not_right(kata, part, old, new, complaint):
    """A part that does not say what it must is named, with what it lacks."""
    change(getattr(kata, part), old, new)

    found = check.complaints(kata)

    assert any(one.startswith(f"{ECHO}: {complaint}") for one in found), found


@pytest.mark.parametrize(("kind", "fewest"), [("right", 2), ("wrong", 3)])
def test_too_few_attempts(kata, kind, fewest):
    """A kata with too few attempts is named."""
    title, *answers = kata.attempts.read_text("utf-8").split("\n## ")
    one = next(answer for answer in answers if answer.startswith(kind))
    rest = [answer for answer in answers if answer != one]
    kata.attempts.write_text("\n## ".join([title, *rest]), "utf-8")

    [complaint] = check.complaints(kata)

    has = f"it has {fewest - 1} of {fewest}"
    assert complaint == f"{ECHO} lacks {kind} attempts: {has}"


@pytest.mark.parametrize(
    ("part", "old", "new", "complaint"),
    [
        ("stub", "async def", "async", ":12: SyntaxError: invalid syntax"),
        ("solution", "async def", "async", ":12: SyntaxError: invalid syntax"),
        ("solution", "You write  echo", "You write  ecco", ":5: the solution defines"),
        ("suite", "async def", "async", ":9: SyntaxError: invalid syntax"),
        ("suite", "test_any", "tset_any", ":15: tset_any_value is called by nobody"),
        ("suite", '"""Done: the rule', '#"""', ":9: test_the_example does not state"),
        ("suite", "test_the_example", "test_any_value", ":9: another function is ca"),
        ("suite", "import given", "import given\nfrom dojo import ROOT", ":4: of dojo"),
        ("suite", "import given", "import given\nimport dojo.guard.run", ":4: of dojo"),
        ("attempts", "## right", "## or", ":3: a heading begins with `## right: ` or"),
        ("attempts", "## right", "### right", ":3: a heading begins with `## right: `"),
        ("attempts", "# Echo", "# Echoes", ":1: the first line is not # Echo: what"),
        ("attempts", "def echo", "def ecco", ":3: this answer defines no echo"),
        ("attempts", "async def", "async", ":6: SyntaxError: invalid syntax"),
        ("hints", "Done: a question.", "", ":3: this hint is empty"),
        ("hints", "Done: a question.", "\udce9", ":5: it is not UTF-8"),
        ("note", "**The tempting", "**A tempting", " lacks its part **The tempting mi"),
        ("note", "test_the_example", "test_it", " names test_it, which its suite does"),
        ("hints", "# Hints: Echo", "# Echo", ":1: the first line is not # Hints: Echo"),
        ("note", "# Echo", "# Echoes", ":1: the first line is not # Echo"),
        ("note", "Done", "TODO", ":3: **The idea.** TODO"),
    ],
)
def test_a_line_that_is_not_right(kata, part, old, new, complaint):
    """Where a line of a page is wrong, the page and the line are named."""
    page = getattr(kata, part)
    change(page, old, new)

    found = check.complaints(kata)

    start = f"{page.relative_to(kata.root).as_posix()}{complaint}"
    assert any(one.startswith(start) for one in found), found
    told_first = ("SyntaxError", "UTF-8", "defines", "begins with")
    assert len(found) == 1 or not any(word in complaint for word in told_first), found


@pytest.mark.parametrize(
    ("level", "most"), [("first hour", 120), ("core", 120), ("master", 200)]
)
def test_a_promise_that_is_too_long(kata, level, most):
    """Who reads a stub can hold its promise in the head."""
    change(kata.stub, "Level      core", f"Level      {level}")
    promised = check.words_of_promise(ast.parse(kata.stub.read_text("utf-8")))
    change(kata.stub, '    """Done', f'    """{"so " * (most - promised)}Done')

    assert list(check.promise_is_short(kata)) == []
    change(kata.stub, "so Done", "so so Done")
    [complaint] = check.promise_is_short(kata)
    assert f"promises {most + 1} words, and a {level} kata has {most}" in complaint


def test_words_that_are_no_promise():
    """Title, header and examples are not counted."""
    stub = '''"""A title.

Two words.

You write  this
Level      core
"""

class Kettle:
    """One

    Example:
        kettle.boil()  ->  "tea"

    more.
    """
'''
    assert check.words_of_promise(ast.parse(stub)) == len(
        ["Two", "words.", "One", "more."]
    )


def test_a_suite_that_is_too_long(kata):
    """A suite can be read as a lesson."""
    with kata.suite.open("a") as suite:
        suite.write("#\n" * check.MOST_LINES_OF_SUITE)

    [complaint] = check.suite_is_short(kata)
    assert "lines of 300 at most" in complaint


def test_what_only_looks_wrong_in_a_suite(kata):
    """A fixture is called by nobody, and a helper has no prefix."""
    change(
        kata.suite,
        "import given\n",
        "import given\nfrom dojo.testing import clock\nimport dojo.testing\n"
        "@pytest.fixture\ndef one(): return helper()\ndef helper(): return 1\n",
    )

    assert check.complaints(kata) == []


def test_answers_in_a_pull_request_get_one_sentence(kata):
    """It names the katas, and says what to do; stubs are no answers."""
    lost = Kata("ch01_first", "k2_lost", kata.root)
    assert check.answers_instead_of_stubs([kata, lost]) == ""

    kata.stub.write_bytes(kata.solution.read_bytes())

    sentence = check.answers_instead_of_stubs([kata, lost])
    assert sentence.count("\n") == 0
    assert "(echo)" in sentence
    assert "your own fork" in sentence
    assert "`uv run kata reset NAME`" in sentence


def test_two_katas_of_one_name(kata):
    """Neither could be found by it."""
    whole_kata(kata.root, "ch02_second/k1_echo")

    [complaint] = check.complaints(kata)

    assert complaint == f"{ECHO} is called echo, and so is ch02_second/k1_echo"


def test_a_suite_that_cannot_be_imported_is_told_once(clone):
    """Its line is named, and so is that of a solution or of a conftest.py."""
    kata = clone.kata("k2_greet")
    conftest = kata.suite.with_name("conftest.py")
    for path in (kata.suite, kata.solution, conftest):
        before = path.read_text("utf-8") if path.is_file() else ""
        path.write_text(f"{before}\nfrom asyncio import Nothing\n", "utf-8")
        place = f"{path.relative_to(clone.root).as_posix()}:{before.count(chr(10)) + 2}"

        found = clone.run("dojo.dev", "check", "greet").stdout.splitlines()
        shown = clone.run("dojo.dev", "attempts", "greet")

        path.write_text(before, "utf-8")
        complaints = [line for line in found if "not the one made of" not in line]
        assert len(complaints) == 1, found
        assert place in complaints[0]
        assert "ImportError: cannot import name 'Nothing'" in complaints[0]
        assert shown.stdout.splitlines() == complaints
        assert shown.returncode == 1


def test_an_attempt_that_names_no_test(kata):
    """The test that catches a mistake is one of the suite."""
    change(kata.attempts, "test_the_example", "test_nothing")

    [complaint] = check.complaints(kata)

    assert complaint.endswith("names test_nothing, which its suite does not have")


@pytest.mark.parametrize(
    "path",
    [
        "katas/ch01_first/hints/k9_nothing.md",
        "solutions/ch01_first/old_echo.py",
        "tests/ch01_first/helpers.py",
        "tests/attempts/ch01_first/k9_nothing.md",
    ],
)
def test_a_stray_file(kata, path):
    """A file that belongs to no kata is named."""
    (kata.root / path).write_text("")

    found = list(check.stray_files(kata.root, all_katas(kata.root)))

    assert found == [f"{path} belongs to no kata"]


def test_a_solution_is_accepted_soon_and_by_a_property_too(kata):
    """What the judge says of a solution is held against it, or against its suite."""
    slow = Result("test_a", Status.SOLVED, seconds=0.3)
    slow_enough = replace(slow, test="test_b", is_property=True)
    hung = replace(slow_enough, status=Status.HUNG)

    def found(status, *results):
        return list(answers.on_solution(kata, Verdict(ECHO, status, results)))

    assert found(Status.SOLVED, slow_enough) == []
    assert found(Status.HUNG, hung) == [
        f"{ECHO}: its solution is judged hung (see test_b)"
    ]
    assert found(Status.SOLVED, slow) == [
        f"{ECHO}: its suite has no property test",
        f"{ECHO}: test_a takes 0.30 s: that is too long",
    ]


def test_the_checks_of_the_repository_judge_every_answer(clone):
    """The README's command says what is wrong with a stub, a solution, an attempt."""
    clone.solve("k1_hello_world")
    change(clone.kata("k8_try_mirrors").solution, "except OSError", "except KeyError")
    page = clone.kata("k2_greet").attempts
    change(page, "sleep(delay)", "sleep(delay + 1)")
    right = clone.kata("k2_greet").solution.read_text("utf-8").partition("import")[2]
    with page.open("a", encoding="utf-8") as file:
        file.write("\n## wrong: accepted\n\nCaught by `test_it_takes_the_delay`.\n\n")
        file.write(f"```python\nimport{right}```\n")

    run = clone.pytest("--solutions", "tests/test_katas_are_whole.py")

    for said in (
        "k1_hello_world: its stub is judged solved, not as not started",
        "k8_try_mirrors: its solution is judged failing",
        'k2_greet "wrong: accepted" is wrong, and is accepted',
        "is right, and is judged failing (see test_it_takes_the_delay",
    ):
        assert said in run.stdout, run.stdout
    assert "k9_maybe_await" not in run.stdout
