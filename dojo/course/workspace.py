"""What a learner can ask for beside a verdict: a hint, our solution, a fresh start."""

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

from dojo import ROOT
from dojo.course.attempts import Attempt, attempts_at
from dojo.course.journal import SOLVED, Progress, read
from dojo.course.kata import Kata, all_katas
from dojo.course.stub import original
from dojo.course.syllabus import entries, is_on_the_way

_HINT = re.compile(r"^## \d\s*$", re.MULTILINE)
_DOCSTRING = re.compile(r'\A\s*""".*?"""\s*', re.DOTALL)


@dataclass(frozen=True)
class Hint:
    """One hint.

    Attributes:
        number: which one, from 1.
        of: how many there are.
        text: what it says, in Markdown.
    """

    number: int
    of: int
    text: str

    @property
    def title(self) -> str:
        """Such as "hint 2 of 3"."""
        return f"hint {self.number} of {self.of}"


@dataclass(frozen=True)
class Comparison:
    """A learner's answer, ours, and those of others.

    Attributes:
        yours: the learner's code, without the docstring that both share.
        ours: our code.
        note: what there is to say about it, in Markdown.
        others: what others wrote, in Markdown; "" if nobody has written anything.
    """

    yours: str
    ours: str
    note: str
    others: str


def next_kata(progress: Progress) -> Kata | None:
    """Return the first kata on the learner's way that is not solved, or None."""
    on_the_way = {
        entry.kata
        for entry in entries(str(ROOT))
        if is_on_the_way(entry, progress.level)
    }
    katas = (kata for kata in all_katas() if str(kata) in on_the_way)
    return next((k for k in katas if progress.state(str(k)) != SOLVED), None)


def hints(kata: Kata) -> list[Hint]:
    """Return all hints of a kata."""
    texts = _HINT.split(kata.hints.read_text("utf-8"))[1:]
    return [
        Hint(number, len(texts), text.strip()) for number, text in enumerate(texts, 1)
    ]


def next_hint(kata: Kata, progress: Progress) -> Hint | None:
    """Return the first hint that was not seen yet, and remember that it is seen now.

    Returns:
        None if all of them have been seen.
    """
    unseen = hints(kata)[progress.of(str(kata)).hints :]
    if not unseen:
        return None
    progress.note_hint(str(kata), unseen[0].number)
    return unseen[0]


def comparison(kata: Kata) -> Comparison:
    """Return a learner's answer beside ours."""
    yours = (read(str(kata.stub)) or b"").decode(errors="replace")
    ours = kata.solution.read_text("utf-8")
    return Comparison(
        _DOCSTRING.sub("", yours),
        _DOCSTRING.sub("", ours),
        note_of(kata),
        what_others_wrote(kata),
    )


def note_of(kata: Kata) -> str:
    """Return the note beside our solution, in Markdown and without its heading."""
    return kata.note.read_text("utf-8").partition("\n")[2].strip()


def what_others_wrote(kata: Kata) -> str:
    """Return the right answers of others, and their mistakes in a sentence each."""
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
    stub = original(str(kata.root), str(kata)).encode()
    answer = read(str(kata.stub))
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
    for number in range(1, 1000):
        path = folder / f"{kata.name}_{at}_{number}.py"
        try:
            with path.open("xb") as file:
                file.write(answer)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(f"{folder} holds too many answers to {kata}.")


def _replace(path: Path, text: bytes) -> None:
    """Write a file in one step: whoever reads it sees the old text or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(text)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
