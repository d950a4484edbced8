"""Begins a kata: writes each of its parts that is not there yet."""

import keyword
import re
from collections.abc import Iterator
from pathlib import Path

from dojo import ROOT, shown
from dojo.course.kata import Kata, all_katas
from dojo.course.stub import original
from dojo.dev import check

_NAME = re.compile(r"(ch\d\d_[a-z0-9_]+)/(k[1-9]\d*_[a-z][a-z0-9_]{0,39})")
_RULE = (
    "write chNN_topic/kN_name in small letters, digits and _, name with at most 40 of "
    "them, such as ch03_gather/k8_letters"
)
# The line below the head of a lesson's table, and the rows.
_ROW = re.compile(r"^\| (?:---|\[k(\d+)_).*\n", re.MULTILINE)
_SOLUTION = '''\
"""{title}.

TODO: the story, from a job that a working engineer knows.

You write  {name}
Tools      TODO
Level      core
Time       10 minutes
"""


async def {name}(value: int) -> int:
    """TODO: return what, in which order, after how long, in which edge cases.

    Example:
        await {name}(1)  ->  1
    """
    return value
'''
_SUITE = '''\
"""TODO: what holds, in one line."""

from hypothesis import given
from hypothesis import strategies as st

from {module} import {name}


async def test_the_example():
    """TODO: the rule, in one line."""
    assert await {name}(1) == 1


@given(value=st.integers())
async def test_any_value(value):
    """TODO: the rule, in one line."""
    assert await {name}(value) == value
'''
_RIGHT = """
## right: TODO what it does, {nth}

```python
async def {name}(value):
    return value
```
"""
_WRONG = """
## wrong: TODO which mistake it makes, {nth}

Caught by `test_the_example`.

```python
async def {name}(value):
    return None
```
"""
_HINTS = """
## 1

TODO: a question.

## 2

TODO: the tool, with a link to its page.

## 3

TODO: the shape of the answer, in words.
"""
_NOTE = """
**The idea.** TODO

**The tempting mistake.** TODO; `test_the_example` catches it.

**Another way.** TODO, and what it costs

**In production.** TODO
"""
_LESSON = """\
# Chapter {number}: {topic}

*TODO: what one learns, in one line for the README*

TODO: what this chapter is about; each idea with a program, then the traps.

## Katas

| Kata | Title | Level | Time |
| --- | --- | --- | --- |

TODO: where it stands in Python's documentation.
"""


class Refused(ValueError):
    """A kata cannot have this name or title; the text says why."""


def kata_named(name: str, root: Path = ROOT) -> Kata:
    """Return the kata that a name such as "ch03_gather/k8_letters" stands for.

    Raises:
        Refused: it is no name of a kata, or another one has its number or its name.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise Refused(f"{name!r} is no name of a kata: {_RULE}.")
    kata = Kata(match[1], match[2], root)
    if keyword.iskeyword(kata.short_name):
        raise Refused(f"{name!r}: {kata.short_name} is a keyword of Python.")
    if kata.short_name.startswith("test"):
        raise Refused(f"{name!r}: pytest would take {kata.short_name} for a test.")
    for other in all_katas(root):
        if other.order[0] == kata.order[0] and other.chapter != kata.chapter:
            raise Refused(f"{name!r}: this chapter is called {other.chapter}.")
    for complaint in check.name_is_its_own(kata):
        raise Refused(f"{name!r}: {complaint}.")
    return kata


def title_of(kata: Kata, wish: str | None = None) -> str:
    """Return the title of a kata that is begun.

    Args:
        kata: the exercise.
        wish: the title that it shall have; None for one made of its name.

    Raises:
        Refused: it cannot have this title, or has one.
    """
    if wish is None:
        return _in_words(kata.short_name)
    if kata.solution.is_file():
        raise Refused(f"{kata} has a title: change it in {shown(kata.solution)}.")
    if wrong := check.wrong_with_title(wish.strip()):
        raise Refused(f"--title {wish!r}: {wrong}.")
    return wish.strip()


def write(kata: Kata, title: str) -> Iterator[Path]:
    """Write the parts of a kata that are not there, and yield their paths.

    Args:
        kata: the exercise.
        title: what it asks for, in one line.

    Raises:
        Refused: a part of it that is there cannot be read.
    """
    for path in (kata.solution, kata.attempts, kata.lesson):
        for fault in check.faults(path, kata):
            raise Refused(fault)
    for path, text in _parts(kata, title):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            yield path
    lesson = kata.lesson.read_text("utf-8")
    if f"[{kata.name}]" not in lesson:
        kata.lesson.write_text(_with_row(lesson, kata), "utf-8")
        yield kata.lesson


def _parts(kata: Kata, title: str) -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of each part; what comes first decides the others."""
    words = {
        "title": title,
        "name": kata.short_name,
        "module": kata.module,
        "number": kata.order[0],
        "topic": _in_words(kata.chapter.partition("_")[2]),
    }
    yield kata.solution, _SOLUTION.format(**words)
    yield kata.stub, original(kata)
    yield kata.suite, _SUITE.format(**words)
    yield kata.lesson, _with_row(_LESSON.format(**words), kata)
    answers = [_RIGHT] * check.FEWEST_RIGHT + [_WRONG] * check.FEWEST_WRONG
    attempts = "".join(a.format(**words, nth=n) for n, a in enumerate(answers, 1))
    texts = {kata.attempts: attempts, kata.hints: _HINTS, kata.note: _NOTE}
    for page, heading in check.headings_of(kata).items():
        yield page, f"{heading}\n{texts[page]}"


def _with_row(lesson: str, kata: Kata) -> str:
    """Put the row of a kata into the table, if there is one, in its order."""
    number = kata.order[1]
    smaller = [m.end() for m in _ROW.finditer(lesson) if int(m[1] or 0) < number]
    place = max(smaller, default=0)
    row = f"{check.row_of(kata)}\n" if smaller else ""
    return f"{lesson[:place]}{row}{lesson[place:]}"


def _in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()
