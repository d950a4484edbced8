"""A repository and whoever learns in it: what is next, hints, a reset."""

import ast
import os
import re
import time
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from dojo import ROOT, shown
from dojo.course.attempts import Attempt, attempts_at
from dojo.course.journal import MISSING, NOT_STARTED, SOLVED, STARTED, Journal, digest
from dojo.course.kata import (
    LEVELS,
    Kata,
    fields_of,
    katas_in,
    program_in,
    read,
    text_of,
)
from dojo.course.stub import is_original, original

_CALLED = {
    "first hour": "katas of the first hour",
    "core": "core katas",
    "further": "core and further katas",
    "master": "katas",
}
_HINT = re.compile(r"^## \d\s*$", re.MULTILINE)
_HAS_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_TASK = re.compile(
    r'\A"""[^\n]*\n(?P<story>.*?)"""\s*((from|import) [^\n]*\n|\n)*(?P<code>.*)',
    re.DOTALL,
)


class Workspace:
    """A repository in which somebody learns.

    Args:
        root: the repository.

    Attributes:
        journal: what is remembered of the learner.
        katas: the katas that have a solution, in order.
    """

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.journal = Journal(root)
        self.katas = katas_in(root / "solutions", root)
        self._states: dict[Kata, str] = {}

    def state(self, kata: Kata) -> str:
        """Return "not started", "started", "solved" or "missing".

        "Solved" is an answer that was judged just as it is now.
        """
        if kata not in self._states:
            self._states[kata] = self._state_of_answer(kata)
        return self._states[kata]

    def note_verdict(self, kata: Kata, *, solved: bool) -> None:
        """Take in a verdict; it counts, also where the journal cannot be written."""
        self.journal.reload()
        state = self._state_of_answer(kata)
        if solved:
            state = SOLVED
        elif state == SOLVED:
            state = STARTED
        self._states[kata] = state

    def has_been_solved(self, kata: Kata) -> bool:
        """Tell whether a kata was ever solved, whatever the file holds now."""
        return self.journal.of(kata).was_solved or self._is_solved(kata)

    def way(self, level: str | None = None) -> list[Kata]:
        """Return the katas that lead to a level, in order.

        Args:
            level: one of LEVELS; None is the learner's level.
        """
        level = level or self.journal.level
        levels = LEVELS[: LEVELS.index(level) + 1]
        way = (kata for kata in self.katas if kata.level in levels)
        return sorted(way, key=attrgetter("place"))

    def solved(self, level: str | None = None) -> list[Kata]:
        """Return the katas on the way to a level that are solved."""
        return [kata for kata in self.way(level) if self._is_solved(kata)]

    def count(self, level: str | None = None) -> str:
        """Return how many katas on the way to a level are solved, in words."""
        called = _CALLED[level or self.journal.level]
        return f"{len(self.solved(level))} of {len(self.way(level))} {called} solved"

    def count_near(self) -> str:
        """Return how many katas of the hour or chapter that comes next are solved."""
        following = self.next()
        if following is None:
            return self.count()
        near, where = self.way(following.level), LEVELS[0]
        if following.level != LEVELS[0]:
            near = [kata for kata in near if kata.chapter == following.chapter]
            where = f"chapter {following.order[0]}"
        solved = sum(map(self._is_solved, near))
        return f"{where}: {solved} of {len(near)} solved"

    def progress(self) -> str:
        """Return how far the learner is in this hour or chapter, and in all."""
        in_all = self.count()
        near = self.count_near()
        return near if near == in_all else f"{near}, {in_all.removesuffix(' solved')}"

    def next(self) -> Kata | None:
        """Return the first kata on the learner's way that is not solved."""
        unsolved = (kata for kata in self.way() if not self._is_solved(kata))
        return next(unsolved, None)

    def neighbour(self, kata: Kata, step: int) -> Kata | None:
        """Return the next kata on the learner's way, with -1 the one before."""
        return neighbour(kata, self.way(), step)

    def next_hint(self, kata: Kata) -> "Hint | None":
        """Return the first hint that was not seen yet, None if all of them were.

        It counts as seen from now on.
        """
        self.journal.reload()
        seen = self.journal.of(kata).hints
        self.journal.note_hint(kata, min(seen + 1, len(hints(kata))))
        return next(iter(hints(kata)[seen:]), None)

    def _is_solved(self, kata: Kata) -> bool:
        return self.state(kata) == SOLVED

    def _state_of_answer(self, kata: Kata) -> str:
        answer = read(kata.stub)
        if answer is None:
            return MISSING
        known = self.journal.of(kata).states.get(digest(answer))
        if known is None:
            known = NOT_STARTED if is_original(kata, answer) else STARTED
            self.journal.note_state(kata, digest(answer), known)
        return known


def neighbour(kata: Kata, katas: Iterable[Kata], step: int = 1) -> Kata | None:
    """Return the one of some katas that comes after a kata on a learner's way.

    Args:
        kata: it need not be one of them.
        katas: these.
        step: with -1 it is the one before.
    """
    if step > 0:
        later = (one for one in katas if one.place > kata.place)
        return min(later, key=attrgetter("place"), default=None)
    earlier = (one for one in katas if one.place < kata.place)
    return max(earlier, key=attrgetter("place"), default=None)


class Hint(NamedTuple):
    """One hint.

    Attributes:
        title: such as "hint 2 of 3".
        text: what it says, in Markdown.
    """

    title: str
    text: str


def hints(kata: Kata) -> list[Hint]:
    """Return all hints of a kata."""
    texts = _HINT.split(text_of(kata.hints))[1:]
    return [
        Hint(f"hint {number} of {len(texts)}", text.strip())
        for number, text in enumerate(texts, 1)
    ]


def no_hints_of(kata: Kata) -> str:
    """Return in one line that a kata has no hints, and what to do."""
    if kata.hints.is_file():
        return f"{shown(kata.hints)} holds no hints."
    folder = shown(kata.lesson.parent)
    return f"{shown(kata.hints)} is gone. This brings it back: git restore {folder}"


def code_in(answer: Path) -> str:
    """Return an answer's code, without the docstrings that all answers share."""
    code = program_in(answer)
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return code.strip()
    lines = code.splitlines(keepends=True)
    for node in ast.walk(tree):
        if isinstance(node, _HAS_DOCSTRING) and ast.get_docstring(node) is not None:
            first = node.body[0]
            for number in range(first.lineno - 1, first.end_lineno or 0):
                lines[number] = ""
    return "".join(lines).strip()


def task_of(kata: Kata) -> str:
    """Return what a kata asks for: its story, and its code without the imports."""
    match = _TASK.match(text_of(kata.stub))
    if match is None:
        return code_in(kata.stub)
    paragraphs = match["story"].strip().split("\n\n")
    story = [one for one in paragraphs if not fields_of(one)]
    return "\n\n".join([*story, match["code"]]).strip()


def note_of(kata: Kata) -> str:
    """Return the note beside our solution, in Markdown and without its heading."""
    return text_of(kata.note).partition("\n")[2].strip()


def idea_of(kata: Kata) -> str:
    """Return the first paragraph of the note, which says why it is done so."""
    return note_of(kata).partition("\n\n")[0].removeprefix("**The idea.** ")


def what_others_wrote(kata: Kata) -> str:
    """Return the right answers of others, and their mistakes in a sentence each.

    It is Markdown; "" if nobody has written anything.
    """
    attempts = attempts_at(kata)
    right = [_answer(attempt) for attempt in attempts if attempt.is_right]
    wrong = [_mistake(attempt) for attempt in attempts if not attempt.is_right]
    return "\n\n".join([*right, "## wrong", *wrong]) if attempts else ""


def _answer(attempt: Attempt) -> str:
    # What is code may hold a fence itself.
    code = f"````python\n{attempt.code}````"
    return "\n\n".join(filter(None, (f"## {attempt.heading}", attempt.prose, code)))


def _mistake(attempt: Attempt) -> str:
    title = attempt.heading.partition(": ")[2]
    sentences = f"{title}. {attempt.prose}".rstrip()
    return f"- {sentences} Caught by `{attempt.caught_by}`."


def reset(kata: Kata) -> Path | None:
    """Put the stub of a kata back; an answer that is the stub already stays.

    Returns:
        Where the answer that was there is kept; None if there was nothing to keep.

    Raises:
        OSError: a file could not be written. Then the answer is as it was.
    """
    if not kata.solution.is_file():
        raise FileNotFoundError(f"{shown(kata.solution)}, of which it is made, is gone")
    stub = original(kata).encode()
    answer = read(kata.stub)
    if answer == stub:
        return None
    kept = _keep(kata, answer) if answer is not None else None
    _replace(kata.stub, stub)
    return kept


def _keep(kata: Kata, answer: bytes) -> Path:
    """Write an answer to a file of its own, and return its path."""
    at = time.strftime("%Y-%m-%d_%H-%M-%S")
    folder = kata.root / ".kata" / "kept" / kata.chapter
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{kata.name}_{at}_{digest(answer)}.py"
    path.write_bytes(answer)
    return path


def _replace(path: Path, text: bytes) -> None:
    """Write a file in one step: whoever reads it sees the old text or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(text)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
