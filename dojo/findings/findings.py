"""What was found out about an answer while a test ran, whatever the test asked for.

An answer can catch an exception, but it cannot take back a finding: whoever
sees something puts it on record here, and a test with findings does not pass.
"""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from dojo.findings.source import SourceLine

T = TypeVar("T")


@dataclass(frozen=True)
class Finding:
    """One thing that an answer did.

    Attributes:
        seen: what was seen, in whole sentences.
        question: one question that leads on.
        lines: the lines that it is about.
        consequence: it may be no more than a consequence, where a test failed for
            another reason (a task left running, say).
        hung: the answer did not come to an end by itself.
    """

    seen: str
    question: str = ""
    lines: tuple[SourceLine, ...] = ()
    consequence: bool = False
    hung: bool = False

    def __str__(self) -> str:
        lines = [textwrap.indent(str(line), "  ") for line in self.lines]
        return "\n".join(filter(None, (self.seen, *lines, self.question)))


class Record:
    """All that is known of one test, or of one Hypothesis example of it.

    Attributes:
        findings: what was found so far.
        steps: how often an event loop has gone on, as a sign of life.
        at_the_end: what looks for things left behind, when the test is over.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.steps = 0
        self.at_the_end: list[Callable[[], None]] = []
        self._parts: dict[type, Any] = {}

    def note(
        self,
        seen: str,
        question: str,
        *lines: SourceLine | None,
        consequence: bool = False,
        hung: bool = False,
    ) -> Finding:
        """Put on record what an answer did, see `Finding`; None is an unknown line."""
        known = tuple(line for line in lines if line is not None)
        finding = Finding(seen, question, known, consequence, hung)
        self.add(finding)
        return finding

    def add(self, finding: Finding) -> None:
        """Put a finding on record, once."""
        if finding not in self.findings:
            self.findings.append(finding)

    def take_findings(self) -> list[Finding]:
        """Return what was found so far, and forget it."""
        findings, self.findings = self.findings, []
        return findings

    def part(self, kind: type[T]) -> T:
        """Return what another room keeps of this test; it is made when first asked for.

        Args:
            kind: a class whose instances need no argument, such as `Timeline`.
        """
        if kind not in self._parts:
            self._parts[kind] = kind()
        part: T = self._parts[kind]
        return part


_current = Record()


def record() -> Record:
    """Return the record of the test, or of the Hypothesis example, that runs now."""
    return _current


def begin_record() -> None:
    """Begin the record of another test or example; the one before is forgotten."""
    global _current
    _current = Record()


class Misconduct(AssertionError):
    """A test did all that it asked for, and yet something was found."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n\n".join(str(finding) for finding in findings))
        self.findings = findings
