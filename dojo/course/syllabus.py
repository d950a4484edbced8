"""The katas as the file system has them: their order, titles, levels and times.

This module, `progress` and `listing` import next to nothing: `kata list` answers before
`re`, `pathlib` or `dataclasses` would have been imported. `layout` knows the rest.
"""

import os

LEVELS = ("core", "further", "master")
_CALLED = {"core": "core katas", "further": "core and further katas", "master": "katas"}


class Entry:
    """What the syllabus says of a kata.

    Attributes:
        kata: its name, such as "ch01_coroutines/k2_greet".
        number: its number, such as "1.2".
        title: the first line of its docstring.
        fields: the other lines of its docstring that have a name, such as "Tools".
    """

    def __init__(self, kata: str, docstring: str) -> None:
        self.kata = kata
        self.number = number_of(kata)
        self.title = docstring.partition("\n")[0].rstrip(".")
        self.fields = fields_of(docstring)

    @property
    def level(self) -> str:
        """One of LEVELS."""
        return self.fields.get("Level", LEVELS[0])

    @property
    def short_name(self) -> str:
        """Its name without chapter and number, such as "greet"."""
        return self.kata.partition("/")[2].partition("_")[2]


def entries(root: str) -> list[Entry]:
    """Return what the syllabus of a repository says of each kata, in order.

    It is read from the solutions, since a learner may change all that is in `katas/`.
    """
    folder = os.path.join(root, "solutions")
    return [Entry(kata, _docstring(folder, kata)) for kata in katas_in(folder)]


def is_on_the_way(entry: Entry, level: str) -> bool:
    """Tell whether somebody who goes as far as a level does this kata."""
    return LEVELS.index(entry.level) <= LEVELS.index(level)


def count(solved: int, of: int, level: str) -> str:
    """Return how many katas are solved on the way to a level, in words."""
    return f"{solved} of {of} {_CALLED[level]} solved"


def katas_in(folder: str) -> list[str]:
    """Return the names of the katas that a folder of answers holds, in order."""
    found = [
        f"{chapter}/{file.removesuffix('.py')}"
        for chapter in _names_in(folder)
        if _number("ch", chapter)
        for file in _names_in(os.path.join(folder, chapter))
        if file.endswith(".py") and _number("k", file)
    ]
    return sorted(found, key=order)


def order(kata: str) -> tuple[int, int, str]:
    """Return a key to sort the names of katas by."""
    chapter, _, name = kata.partition("/")
    return int(_number("ch", chapter)), int(_number("k", name)), kata


def number_of(kata: str) -> str:
    """Return the number of a kata, such as "1.2"."""
    chapter, number, _ = order(kata)
    return f"{chapter}.{number}"


def fields_of(docstring: str) -> dict[str, str]:
    """Return the lines `Name  value` of a docstring, two spaces or more in between."""
    lines = [line.partition("  ") for line in docstring.splitlines()]
    return {
        name: value.strip()
        for name, gap, value in lines
        if name.strip() == name != "" and gap and value.strip()
    }


def chapter_title(root: str, chapter: str) -> str:
    """Return the title of a chapter as its lesson has it, such as "1. Coroutines"."""
    lesson = os.path.join(root, "katas", chapter, "README.md")
    try:
        with open(lesson, encoding="utf-8", errors="replace") as file:
            heading = file.readline()
    except OSError:
        heading = ""
    number, _, title = heading.removeprefix("# Chapter ").strip().partition(": ")
    return f"{number}. {title}" if title else chapter


def _number(prefix: str, name: str) -> str:
    """Return the digits in "ch01_coroutines" or "k2_greet.py", "" in other names."""
    number, underscore, _ = name.removeprefix(prefix).partition("_")
    is_one = name.startswith(prefix) and underscore and number.isdecimal()
    return number if is_one else ""


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _docstring(folder: str, kata: str) -> str:
    path = os.path.join(folder, *f"{kata}.py".split("/"))
    with open(path, encoding="utf-8") as file:
        return file.read().split('"""', 2)[1]
