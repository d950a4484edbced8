"""What the judge says of a kata, and of each of its tests."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from dojo.course.kata import Kata


class Word(StrEnum):
    """The word of a verdict; also of each test, where PASSED stands for SOLVED."""

    SOLVED = "solved"
    FAILING = "failing"
    NOT_STARTED = "not started"
    HUNG = "hung"
    DOES_NOT_IMPORT = "does not import"
    CRASHED = "crashed"
    MISSING = "missing"
    # No verdict on the answer: the machine did not let it run.
    BUSY = "busy"


@dataclass(frozen=True)
class Result:
    """What came of one test.

    Attributes:
        test: its name.
        word: SOLVED if it passed, else what went wrong.
        rule: the one line that says what the test asks.
        text: what the learner reads; empty if it passed.
        headline: `text` in one line.
        seconds: seconds of the processor that it took.
        is_property: whether Hypothesis made its examples.
        output: what the answer printed.
    """

    test: str
    word: Word
    rule: str = ""
    text: str = ""
    headline: str = ""
    seconds: float = 0.0
    is_property: bool = False
    output: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the result in plain values."""
        return asdict(self) | {"word": str(self.word)}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Result":
        """Return the result that `to_json` gave."""
        return cls(**values | {"word": Word(values["word"])})


@dataclass(frozen=True)
class Verdict:
    """What came of one kata.

    Attributes:
        kata: the exercise.
        word: the verdict.
        tests: what came of each test, in their order.
        seconds: real seconds that it took.
        text: what the learner reads where no test can say it (a crash).
    """

    kata: Kata
    word: Word
    tests: tuple[Result, ...] = ()
    seconds: float = 0.0
    text: str = ""

    @property
    def passed(self) -> int:
        """How many tests passed."""
        return sum(result.word is Word.SOLVED for result in self.tests)

    @property
    def first_failure(self) -> Result | None:
        """The first test that did not pass."""
        return next((r for r in self.tests if r.word is not Word.SOLVED), None)

    def to_json(self) -> dict[str, Any]:
        """Return the verdict in plain values."""
        return {
            "kata": str(self.kata),
            "verdict": str(self.word),
            "passed": self.passed,
            "seconds": self.seconds,
            "text": self.text,
            "tests": [result.to_json() for result in self.tests],
        }

    def __str__(self) -> str:
        parts = [f"{self.kata}   {self.word}", self.text]
        if failure := self.first_failure:
            parts += [f"{failure.test}\n  {failure.rule}".strip(), failure.text]
        return "\n\n".join(part for part in parts if part)


class Results:
    """What came of the tests of some katas, as it becomes known.

    A test may be told of twice, as where it passes and its clean-up fails: what went
    wrong first counts.
    """

    def __init__(self) -> None:
        self._by_kata: dict[str, dict[str, Result]] = {}

    def add(self, kata: str, test: str, result: Result) -> bool:
        """Take in what came of a test, and return whether it changes anything.

        Args:
            kata: the name of the kata.
            test: what tells the test from all others.
            result: what came of it.
        """
        tests = self._by_kata.setdefault(kata, {})
        if test in tests and tests[test].word is not Word.SOLVED:
            return False
        tests[test] = result
        return True

    def of(self, kata: str) -> tuple[Result, ...]:
        """Return what came of each test of a kata, in their order."""
        return tuple(self._by_kata.get(kata, {}).values())

    def word(self, kata: str) -> Word:
        """Return the verdict on a kata, as far as its tests tell."""
        return word_for(self.of(kata))

    def __contains__(self, kata: str) -> bool:
        return kata in self._by_kata


def word_for(results: Iterable[Result]) -> Word:
    """Return the verdict on a kata, given what came of its tests.

    A kata without a result is never solved.
    """
    words = {result.word for result in results}
    if words == {Word.SOLVED}:
        return Word.SOLVED
    for word in (Word.MISSING, Word.DOES_NOT_IMPORT, Word.HUNG):
        if word in words:
            return word
    return Word.NOT_STARTED if words == {Word.NOT_STARTED} else Word.FAILING
