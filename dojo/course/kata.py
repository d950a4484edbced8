"""The katas of a repository: where their parts lie, and what they say of themselves.

The four trees mirror each other: whoever knows one path of a kata knows them all.
"""

import functools
import re
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from dojo import ROOT

LEVELS = ("first hour", "core", "further", "master")
_CHAPTER = re.compile(r"ch\d+_\w+")
_NAME = re.compile(r"k\d+_\w+")
_ORDER = attrgetter("order")


class Kata(NamedTuple):
    """One exercise.

    What it says of itself is read from its solution, since a learner may change all
    that is in `katas/`.

    Attributes:
        chapter: the folder of its chapter, such as "ch01_coroutines".
        name: its own name, such as "k2_greet".
        root: the repository that it belongs to.
    """

    chapter: str
    name: str
    root: Path = ROOT

    def __str__(self) -> str:
        return f"{self.chapter}/{self.name}"

    @property
    def order(self) -> tuple[int, int, str]:
        """What katas are sorted by."""
        chapter, number = self.chapter.partition("_")[0], self.name.partition("_")[0]
        return int(chapter.removeprefix("ch")), int(number.removeprefix("k")), str(self)

    @property
    def place(self) -> tuple[int, int, int, str]:
        """Where it comes on a learner's way: level by level, through all chapters."""
        level = LEVELS.index(self.level) if self.level in LEVELS else len(LEVELS)
        return level, *self.order

    @property
    def number(self) -> str:
        """Its number, such as "1.2"."""
        chapter, number, _ = self.order
        return f"{chapter}.{number}"

    @property
    def short_name(self) -> str:
        """Its name without the number, such as "greet"."""
        return self.name.partition("_")[2]

    @property
    def module(self) -> str:
        """The name under which the suites import the answer."""
        return f"katas.{self.chapter}.{self.name}"

    @property
    def file(self) -> Path:
        """The path of an answer, relative to the folder of answers."""
        return Path(self.chapter, f"{self.name}.py")

    @property
    def stub(self) -> Path:
        """What the learner fills in."""
        return self.root / "katas" / self.file

    @property
    def hints(self) -> Path:
        """The three hints."""
        return self.root / "katas" / self.chapter / "hints" / f"{self.name}.md"

    @property
    def lesson(self) -> Path:
        """The lesson of the chapter."""
        return self.root / "katas" / self.chapter / "README.md"

    @property
    def solution(self) -> Path:
        """The worked answer."""
        return self.root / "solutions" / self.file

    @property
    def note(self) -> Path:
        """The note beside the worked answer."""
        return self.solution.with_suffix(".md")

    @property
    def suite(self) -> Path:
        """The tests that decide."""
        return self.root / "tests" / self.chapter / f"test_{self.name}.py"

    @property
    def attempts(self) -> Path:
        """The page of other people's answers, right and wrong."""
        return self.root / "tests" / "attempts" / self.chapter / f"{self.name}.md"

    @property
    def title(self) -> str:
        """What it asks for, in one line."""
        return _docstring(self).partition("\n")[0].rstrip(".")

    @property
    def level(self) -> str:
        """One of LEVELS."""
        return _fields(self).get("Level", "core")

    @property
    def time(self) -> str:
        """How long it may take, such as "5 minutes"."""
        return _fields(self).get("Time", "")

    @property
    def tools(self) -> list[str]:
        """What of asyncio it needs."""
        return _fields(self).get("Tools", "").split(", ")

    @property
    def chapter_title(self) -> str:
        """The title of its chapter as the lesson has it, such as "1. Coroutines"."""
        heading = text_of(self.lesson).partition("\n")[0].removeprefix("# Chapter ")
        number, _, title = heading.partition(": ")
        return f"{number}. {title}" if title else self.chapter


def all_katas(root: Path = ROOT) -> list[Kata]:
    """Return every kata of a repository: what has a solution or a suite, in order.

    What else lies beside the stubs is a learner's own.
    """
    suites = (root / "tests").glob("ch*/test_*.py")
    found = {
        *katas_in(root / "solutions", root),
        *filter(None, (kata_of_suite(suite, root) for suite in suites)),
    }
    return sorted(found, key=_ORDER)


def katas_in(folder: Path, root: Path = ROOT) -> list[Kata]:
    """Return the katas to which a folder holds answers, in order."""
    answers = folder.glob("ch*/k*.py")
    found = (_kata_called(path.parent.name, path.stem, root) for path in answers)
    return sorted(filter(None, found), key=_ORDER)


@functools.cache
def kata_of_suite(suite: Path, root: Path = ROOT) -> Kata | None:
    """Return the kata whose suite a file is, None for any other file."""
    kata = _kata_called(suite.parent.name, suite.stem.removeprefix("test_"), root)
    return kata if kata is not None and kata.suite == suite else None


def _kata_called(chapter: str, name: str, root: Path) -> Kata | None:
    is_kata = _CHAPTER.fullmatch(chapter) and _NAME.fullmatch(name)
    return Kata(chapter, name, root) if is_kata else None


@functools.cache
def _docstring(kata: Kata) -> str:
    return text_of(kata.solution).partition('"""')[2].partition('"""')[0]


@functools.cache
def _fields(kata: Kata) -> dict[str, str]:
    return fields_of(_docstring(kata))


def fields_of(docstring: str) -> dict[str, str]:
    """Return the lines `Name  value` of a docstring, two spaces or more in between."""
    lines = (line.partition("  ") for line in docstring.splitlines())
    return {
        name: value.strip()
        for name, _, value in lines
        if name and not name.startswith(" ") and value.strip()
    }


def read(path: Path) -> bytes | None:
    """Return what a file holds, None if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def program_in(path: Path) -> str:
    """Return the text of a program, whatever its encoding; "" if it cannot be read."""
    source = read(path) or b""
    return source.decode(encoding_of(source), errors="replace")


def encoding_of(source: bytes) -> str:
    """Return the encoding in which a program is saved: UTF-8, unless it tells."""
    # Slow to import, and the list of katas needs none of it.
    import codecs
    import io
    import tokenize

    for mark in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        if source.startswith(mark):
            return "utf-32"
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in source[:2]:
        return "utf-16-be" if source.startswith(b"\0") else "utf-16-le"
    try:
        told, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        source[:1].decode(told, errors="replace")
    except (SyntaxError, LookupError):
        return "utf-8"
    return told


def text_of(path: Path) -> str:
    """Return the text of a file, whatever its bytes are; "" if it cannot be read."""
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
