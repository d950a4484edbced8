"""What an answer prints, with the virtual second at which it does."""

import contextlib
import io
import sys
from collections.abc import Iterator
from typing import TextIO

from dojo.findings.findings import Finding, notebook
from dojo.findings.source import current_frame, nearest_answer
from dojo.virtual.clock import Clock

_MOST_CHARACTERS = 100_000


class TooMuchOutput(Exception):
    """An answer printed more than anybody would read."""


class Printed(io.TextIOBase):
    """The fixture `printed`: stands in for `sys.stdout`, and keeps a record."""

    def __init__(self) -> None:
        self._real: TextIO | None = None
        self._pieces: list[tuple[float, str]] = []
        self._length = 0

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Record what is printed in the block."""
        real = self._real = sys.stdout
        sys.stdout = self
        try:
            yield
        finally:
            sys.stdout, self._real = real, None

    def begin_afresh(self) -> None:
        """Forget what was printed in the test or example before."""
        self._pieces.clear()
        self._length = 0

    def write(self, text: str) -> int:
        """Record `text`, and pass it on.

        Raises:
            TooMuchOutput: this was more than 100,000 characters in all.
        """
        self._length += len(text)
        if self._length > _MOST_CHARACTERS:
            raise _too_much()
        self._pieces.append((Clock().elapsed, text))
        if self._real is not None:
            self._real.write(text)
        return len(text)

    def flush(self) -> None:
        """Pass it on."""
        if self._real is not None:
            self._real.flush()

    @property
    def text(self) -> str:
        """All that was printed since the test or the Hypothesis example began."""
        return "".join(piece for _, piece in self._pieces)

    @property
    def lines(self) -> list[str]:
        """The lines that were printed."""
        return self.text.splitlines()

    @property
    def timed(self) -> list[tuple[float, str]]:
        """Each line, with the virtual seconds at which it began."""
        lines: list[tuple[float, str]] = []
        unfinished = False
        for seconds, piece in self._pieces:
            for part in piece.splitlines(keepends=True):
                if unfinished:
                    begun, text = lines.pop()
                    lines.append((begun, text + part))
                else:
                    lines.append((seconds, part))
                unfinished = not part.endswith("\n")
        return [(seconds, line.removesuffix("\n")) for seconds, line in lines]


def _too_much() -> TooMuchOutput:
    spot = nearest_answer(current_frame())
    finding = Finding(
        f"The answer printed more than {_MOST_CHARACTERS:,} characters.",
        "What should be printed, and how often?",
        (spot,) if spot is not None else (),
    )
    notebook.add(finding)
    return TooMuchOutput(str(finding))


printed = Printed()
