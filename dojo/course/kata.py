"""Where the parts of a kata lie: whoever knows one path knows them all."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dojo import ROOT
from dojo.course import syllabus

_SUITE_FILE = re.compile(r"test_(k\d+_\w+)\.py")
_CHAPTER = re.compile(r"ch\d+_\w+")


@dataclass(frozen=True)
class Kata:
    """One exercise.

    Attributes:
        chapter: the folder of its chapter, such as "ch01_coroutines".
        name: its own name, such as "k2_greet".
        root: the repository that it belongs to.
    """

    chapter: str
    name: str
    root: Path = field(default=ROOT, repr=False)

    def __str__(self) -> str:
        return f"{self.chapter}/{self.name}"

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


def all_katas(root: Path = ROOT) -> list[Kata]:
    """Return every kata that has a part somewhere in a repository, in order."""
    found = {
        *_katas_in(root / "katas", root),
        *_katas_in(root / "solutions", root),
        *_katas_with_suites(root),
    }
    return sorted(found, key=_order)


def katas_in(folder: Path) -> list[Kata]:
    """Return the katas that a folder of answers holds, in order."""
    return sorted(_katas_in(folder, ROOT), key=_order)


@functools.cache
def kata_of_suite(suite: Path, root: Path = ROOT) -> Kata | None:
    """Return the kata whose suite a file is, None for any other file."""
    match = _SUITE_FILE.fullmatch(suite.name)
    in_a_chapter = suite.parent.parent == root / "tests"
    if match and in_a_chapter and _CHAPTER.fullmatch(suite.parent.name):
        return Kata(suite.parent.name, match[1], root)
    return None


def _katas_in(folder: Path, root: Path) -> Iterator[Kata]:
    for name in syllabus.katas_in(str(folder)):
        chapter, _, own_name = name.partition("/")
        yield Kata(chapter, own_name, root)


def _katas_with_suites(root: Path) -> Iterator[Kata]:
    for suite in (root / "tests").glob("ch*/test_*.py"):
        if kata := kata_of_suite(suite, root):
            yield kata


def _order(kata: Kata) -> tuple[int, int, str]:
    return syllabus.order(str(kata))
