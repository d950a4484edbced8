"""Other people's answers to a kata: they judge its suite."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from dojo.course.kata import Kata

_CAUGHT_BY = re.compile(r"^Caught by: (\w+)$", re.MULTILINE)


@dataclass(frozen=True)
class Attempt:
    """One answer, right or wrong.

    Attributes:
        kata: the exercise.
        path: the file; what it defines replaces what the stub defines.
    """

    kata: Kata
    path: Path

    def __str__(self) -> str:
        return f"{self.kata}/{self.path.stem}"

    @property
    def is_right(self) -> bool:
        """Whether the suite must accept it."""
        return self.path.name.startswith("right_")

    @property
    def docstring(self) -> str:
        """What it does, in words; empty where it does not say."""
        try:
            return ast.get_docstring(ast.parse(self._source)) or ""
        except SyntaxError:
            return ""

    @property
    def caught_by(self) -> str | None:
        """The test that must reject it, as its docstring names it."""
        # Threads ask for this, and Python 3.11 cannot parse in two threads at a time.
        match = _CAUGHT_BY.search(self._source)
        return match[1] if match else None

    def write_to(self, folder: Path) -> None:
        """Write the whole answer into a folder laid out like `katas/`.

        It is the stub, and then the attempt: what the stub gives stays in reach.
        """
        answer = folder / self.kata.file
        answer.parent.mkdir(parents=True, exist_ok=True)
        stub = self.kata.stub.read_text("utf-8")
        answer.write_text(f"{stub}\n\n{self._source}", "utf-8")

    @property
    def _source(self) -> str:
        return self.path.read_text("utf-8")


def attempts_at(kata: Kata) -> list[Attempt]:
    """Return the attempts at a kata, in order."""
    return [Attempt(kata, path) for path in sorted(kata.attempts.glob("*.py"))]
