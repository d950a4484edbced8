"""What the judge says of a kata, and of each of its tests."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dojo.course.kata import Kata


class Status(StrEnum):
    """What came of a kata, or of one of its tests, which is SOLVED if it passed."""

    SOLVED = "solved"
    FAILING = "failing"
    NOT_STARTED = "not started"
    HUNG = "hung"
    DOES_NOT_IMPORT = "does not import"
    CRASHED = "crashed"
    MISSING = "missing"
    # No verdict on the answer: the machine did not let it run.
    BUSY = "busy"
    # None either: pytest could not begin.
    NOT_JUDGED = "not judged"


NO_VERDICT = frozenset({Status.BUSY, Status.NOT_JUDGED})


@dataclass(frozen=True)
class Result:
    """What came of one test.

    Attributes:
        test: its name.
        status: SOLVED if it passed, else what went wrong.
        rule: the one line that says what the test asks.
        text: what the learner reads; empty if it passed.
        headline: `text` in one line.
        seconds: seconds of the processor that it took.
        is_property: whether Hypothesis made its examples.
        output: what the answer printed.
    """

    test: str
    status: Status
    rule: str = ""
    text: str = ""
    headline: str = ""
    seconds: float = 0.0
    is_property: bool = False
    output: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the result in plain values."""
        others = {k: v for k, v in vars(self).items() if k != "status"}
        # Programs that read it know the status under this name.
        return {"word": str(self.status), **others}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Result":
        """Return the result that `to_json` gave."""
        others = {name: value for name, value in values.items() if name != "word"}
        return cls(status=Status(values["word"]), **others)


@dataclass(frozen=True)
class Verdict:
    """What came of one kata.

    Attributes:
        kata: the exercise.
        status: the verdict.
        tests: what came of each test, in their order.
        seconds: real seconds that it took.
        text: what the learner reads where no test can say it (a crash).
    """

    kata: Kata
    status: Status
    tests: tuple[Result, ...] = ()
    seconds: float = 0.0
    text: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the verdict in plain values."""
        return {
            "kata": str(self.kata),
            "verdict": str(self.status),
            "passed": sum(one.status is Status.SOLVED for one in self.tests),
            "seconds": self.seconds,
            "text": self.text,
            "tests": [result.to_json() for result in self.tests],
        }


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
        if test in tests and tests[test].status is not Status.SOLVED:
            return False
        tests[test] = result
        return True

    def of(self, kata: str) -> tuple[Result, ...]:
        """Return what came of each test of a kata, in their order."""
        return tuple(self._by_kata.get(kata, {}).values())

    def status(self, kata: str) -> Status:
        """Return the verdict on a kata, as far as its tests tell.

        A kata without a result is never solved.
        """
        statuses = {result.status for result in self.of(kata)}
        if len(statuses) == 1:
            return statuses.pop()
        for status in (Status.MISSING, Status.DOES_NOT_IMPORT, Status.HUNG):
            if status in statuses:
                return status
        return Status.FAILING
