"""What was found out about an answer while a test ran, whatever the test asked for.

An answer can catch an exception, but it cannot take back a finding: whoever
sees something writes it here, and a test with findings does not pass.
"""

import textwrap
from dataclasses import dataclass, field

from dojo.findings.source import Spot


@dataclass(frozen=True)
class Finding:
    """One thing that an answer did.

    Attributes:
        seen: what was seen, in whole sentences.
        question: one question that leads on.
        spots: the lines that it is about.
        consequence: it may be no more than a consequence, where a test failed for
            another reason (a task left running, say).
        hung: the answer did not come to an end by itself.
    """

    seen: str
    question: str = ""
    spots: tuple[Spot, ...] = ()
    consequence: bool = False
    hung: bool = False

    def __str__(self) -> str:
        spots = [textwrap.indent(str(spot), "  ") for spot in self.spots]
        return "\n".join(filter(None, (self.seen, *spots, self.question)))


@dataclass
class Notebook:
    """The findings of the test that runs now."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Write a finding down, once."""
        if finding not in self.findings:
            self.findings.append(finding)

    def take(self) -> list[Finding]:
        """Return what was found so far, and begin a new page."""
        findings, self.findings = self.findings, []
        return findings


notebook = Notebook()


class Misconduct(AssertionError):
    """A test did all that it asked for, and yet something was found."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n\n".join(str(finding) for finding in findings))
        self.findings = findings
