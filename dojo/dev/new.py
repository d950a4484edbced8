"""Begins a kata: writes each of its parts that is not there yet."""

import keyword
import re
from collections.abc import Iterator
from pathlib import Path

from dojo import ROOT
from dojo.course.kata import Kata, all_katas
from dojo.course.stub import original
from dojo.dev.check import FEWEST_RIGHT, FEWEST_WRONG, headings_of, row_of

_NAME = re.compile(r"ch\d\d_[a-z]\w*/k\d+_([a-z]\w*)", re.ASCII)
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
    """TODO: return what, in which order, after how long, and in which edge cases.

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

**The tempting mistake.** TODO, and the test that catches it

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


class BadName(ValueError):
    """A kata cannot have this name; the text says why."""


def kata_named(name: str, root: Path = ROOT) -> Kata:
    """Return the kata that a name such as "ch03_gather/k8_letters" stands for.

    Raises:
        BadName: it is no name of a kata, or its numbers belong to another one.
    """
    match = _NAME.fullmatch(name)
    if match is None or keyword.iskeyword(match[1]):
        raise BadName(f"{name!r} is no name of a kata, such as ch03_gather/k8_letters.")
    chapter, _, own_name = name.partition("/")
    kata = Kata(chapter, own_name, root)
    for other in all_katas(root):
        if other.order[0] == kata.order[0] and other.chapter != chapter:
            raise BadName(f"{name!r}: this chapter is called {other.chapter}.")
        if other.number == kata.number and other != kata:
            raise BadName(f"{name!r}: {other} has this number.")
    return kata


def write(kata: Kata, title: str) -> Iterator[Path]:
    """Write the parts of a kata that are not there, and yield their paths.

    Args:
        kata: the exercise.
        title: what it asks for, in one line.

    Raises:
        SyntaxError: its solution, which was there already, is not valid Python.
    """
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
    right = "".join(_RIGHT.format(**words, nth=n) for n in range(1, FEWEST_RIGHT + 1))
    wrong = "".join(_WRONG.format(**words, nth=n) for n in range(1, FEWEST_WRONG + 1))
    texts = {kata.attempts: right + wrong, kata.hints: _HINTS, kata.note: _NOTE}
    for page, heading in headings_of(kata).items():
        yield page, f"{heading}\n{texts[page]}"


def _with_row(lesson: str, kata: Kata) -> str:
    """Put the row of a kata into the table, if there is one, in its order."""
    number = kata.order[1]
    smaller = [m.end() for m in _ROW.finditer(lesson) if int(m[1] or 0) < number]
    place = max(smaller, default=0)
    return f"{lesson[:place]}{row_of(kata)}\n{lesson[place:]}" if smaller else lesson


def title_from(kata: Kata) -> str:
    """Return a title for a kata that has none yet."""
    return _in_words(kata.short_name)


def _in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()
