"""The page of attempts: what it says, and why one cannot be read."""

import re

import pytest

from dojo.cli.solution import show
from dojo.course.attempts import PageError, attempts_at
from dojo.course.kata import Kata
from dojo.course.workspace import what_others_wrote
from tests.dojo.courses import change

CAUGHT_BY = "Caught by `test_it_comes_back`."
CODE = "```python\nasync def say(): ...\n```\n"
PAGE = f'''\
# Say it: what others wrote

## right: a loop

It is the usual way.

Mostly.

````python
FENCE = """
```
## wrong: this is code
```
"""
````

## wrong: nothing

{CAUGHT_BY}

{CODE}'''


@pytest.fixture
def kata(tmp_path):
    """Return a kata with a page of attempts."""
    kata = Kata("ch01_first", "k1_say", tmp_path)
    kata.attempts.parent.mkdir(parents=True)
    kata.attempts.write_text(PAGE, "utf-8")
    return kata


def test_a_page_is_read_in_its_order(kata):
    """Each answer has a heading, prose, code, and a test that catches it."""
    right, wrong = attempts_at(kata)

    assert str(right) == 'ch01_first/k1_say "right: a loop"'
    assert right.is_right
    assert right.prose == "It is the usual way.\n\nMostly."
    assert right.code == 'FENCE = """\n```\n## wrong: this is code\n```\n"""\n'
    assert right.caught_by is None
    assert not wrong.is_right
    assert wrong.prose == ""
    assert wrong.code == "async def say(): ...\n"
    assert wrong.caught_by == "test_it_comes_back"


def test_without_a_page_nobody_has_written_anything(tmp_path):
    """A kata may have no page yet."""
    kata = Kata("ch01_first", "k2_none", tmp_path)

    assert attempts_at(kata) == []
    assert what_others_wrote(kata) == ""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("what others wrote", "others", "1: the title is not `# …: what others wrote`"),
        ("## right:", "## worng:", "3: a heading begins with `## right: ` or"),
        (
            "## wrong: nothing",
            "# wrong: n",
            "17: a heading begins with `## right: ` or",
        ),
        ("## wrong: nothing", "### wrong: n", "17: a heading begins with `## right: `"),
        ("right: a loop", "right", "3: a heading begins with `## right: ` or"),
        ('"""\n````', '"""\n```', "3: a fence begins with ```python, and is closed"),
        ("Mostly.", "```python\n```", "3: an answer has one fence of code, not 2"),
        ("Mostly.", "Caught by `test_it`.", "3: a right answer is caught by no test"),
        (CODE, "", "17: an answer has one fence of code, not 0"),
        (CODE, CODE[:-4], "17: a fence begins with ```python, and is closed"),
        (CODE, CODE.replace("thon", ""), "17: a fence begins with ```python, and is"),
        (CAUGHT_BY, "", "17: a wrong answer says once: Caught by `test_name`."),
        (
            f"wrong: nothing\n\n{CAUGHT_BY}",
            "right: a loop",
            "17: this heading is there",
        ),
    ],
)
def test_a_page_that_cannot_be_read(kata, old, new, complaint):
    """One line says where and why."""
    assert old in PAGE
    kata.attempts.write_text(PAGE.replace(old, new), "utf-8")

    with pytest.raises(PageError) as caught:
        attempts_at(kata)

    start = f"tests/attempts/ch01_first/k1_say.md:{complaint}"
    assert str(caught.value).startswith(start)


def test_others_show_right_answers_and_tell_mistakes(kata):
    """Of a wrong answer there is a sentence and a test, and no code."""
    text = what_others_wrote(kata)

    assert "## right: a loop\n\nIt is the usual way.\n\nMostly.\n\n````python" in text
    assert text.endswith(f"## wrong\n\n- nothing. {CAUGHT_BY}")


def test_the_command_offers_what_others_wrote(capsys):
    """It says how to see it, or shows it below the note."""
    greet = Kata("ch01_coroutines", "k2_greet")

    show(greet, with_others=False)
    offered = capsys.readouterr().out
    show(greet, with_others=True)
    shown = capsys.readouterr().out

    assert offered.endswith("kata solution greet --others\n")
    assert "right: lets the sleep hand back the greeting" in shown
    assert "not await it. Caught by" in shown
    assert "right: lets" not in offered


def test_parts_that_cannot_be_read_end_in_one_line(clone):
    """A learner reads which one it is, and in which line of it."""
    kata = clone.kata("k2_greet")
    change(kata.attempts, "## wrong", "## worng")
    kata.hints.write_text("# Hints\n", "utf-8")

    others = clone.command("solution", "greet", "--reveal", "--others")
    hint = clone.command("hint", "greet")

    assert (others.returncode, hint.returncode) == (1, 1)
    line = rf"tests/attempts/{kata}\.md:\d+: a heading begins .*\n"
    assert re.fullmatch(line, others.stderr)
    assert hint.stderr == f"katas/{kata.chapter}/hints/{kata.name}.md holds no hints.\n"
