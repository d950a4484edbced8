"""What a learner has done so far: a journal in `.kata/`, a line for each event.

A line is `time, kata, what, of what`, with tabs in between; what concerns no kata has
"-" in its place. Lines are only ever added, so that several programs can write at the
same time; a line that cannot be read is passed over. What is lost with it is found out
again when the kata is judged next.
"""

import os
import time
import zlib
from collections import defaultdict
from pathlib import Path

from dojo import shown
from dojo.course.kata import LEVELS, Kata, text_of

NOT_STARTED, STARTED, SOLVED, MISSING = "not started", "started", "solved", "missing"
_HINT, _LEVEL, _NO_KATA = "hint", "level", "-"


class Record:
    """What is known of one kata.

    Attributes:
        hints: how many of its hints have been seen.
        was_solved: whether it was solved at any time.
        states: the state of each answer that was looked at, by its `digest`.
    """

    def __init__(self) -> None:
        self.hints = 0
        self.was_solved = False
        self.states: dict[str, str] = {}


class Journal:
    """The journal of a repository, and what it says.

    Args:
        root: the repository.

    Attributes:
        level: how far the learner wants to go, one of LEVELS.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / ".kata" / "journal.tsv"
        # Whoever cannot write here still learns: it counts until this program ends.
        self._unwritten: list[str] = []
        self.reload()

    def complaint(self) -> str:
        """Return in one line that nothing can be written down; "" if it can."""
        if self._can_be_written() and not self._unwritten:
            return ""
        return f"Nothing is remembered until {shown(self._path)} can be written."

    def reload(self) -> None:
        """Read the journal; another program may have written to it."""
        self._records: defaultdict[str, Record] = defaultdict(Record)
        self.level = LEVELS[-1]
        for line in [*text_of(self._path).splitlines(), *self._unwritten]:
            self._take_in(line.split("\t"))

    def of(self, kata: Kata) -> Record:
        """Return what is known of a kata."""
        return self._records[str(kata)]

    def note_verdict(self, kata: Kata, answer: str, *, solved: bool) -> None:
        """Write down a verdict, where that is news.

        Args:
            kata: the exercise.
            answer: the `digest` of the answer that was judged.
            solved: whether the answer is right.
        """
        if solved:
            self.note_state(kata, answer, SOLVED)
        elif self.of(kata).states.get(answer) == SOLVED:
            self.note_state(kata, answer, STARTED)

    def note_state(self, kata: Kata, answer: str, state: str) -> None:
        """Write down the state of an answer, where that is news.

        Args:
            kata: the exercise.
            answer: the `digest` of the answer.
            state: one of NOT_STARTED, STARTED and SOLVED.
        """
        if self.of(kata).states.get(answer) != state:
            self._write(str(kata), state, answer)

    def note_hint(self, kata: Kata, number: int) -> None:
        """Write down that a hint was seen, where that is news."""
        if number > self.of(kata).hints:
            self._write(str(kata), _HINT, str(number))

    def note_level(self, level: str) -> None:
        """Write down how far the learner wants to go, where that is news."""
        if level != self.level:
            self._write(_NO_KATA, _LEVEL, level)

    def _take_in(self, event: list[str]) -> None:
        if len(event) != 4:
            return
        _, kata, what, of_what = event
        record = self._records[kata]
        if what == _HINT and of_what.isdecimal():
            record.hints = max(record.hints, int(of_what))
        elif what == _LEVEL and of_what in LEVELS:
            self.level = of_what
        elif what in (NOT_STARTED, STARTED, SOLVED):
            record.states[of_what] = what
            record.was_solved = record.was_solved or what == SOLVED

    def _write(self, kata: str, what: str, of_what: str) -> None:
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        event = [at, kata, what, of_what]
        self._take_in(event)
        line = "\t".join(event)
        try:
            self._path.parent.mkdir(exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                # A line that was left half-way must not spoil the next one.
                file.write(f"\n{line}\n")
        except OSError:
            self._unwritten.append(line)

    def _can_be_written(self) -> bool:
        """Tell it without writing; Windows lets us know only when we try."""
        there = next(filter(os.path.exists, (self._path, *self._path.parents)))
        is_of_its_kind = there.is_file() if there == self._path else there.is_dir()
        return is_of_its_kind and os.access(there, os.W_OK)


def digest(answer: bytes) -> str:
    """Return a short text that tells one version of an answer from another."""
    return f"{zlib.crc32(answer):08x}-{len(answer)}"
