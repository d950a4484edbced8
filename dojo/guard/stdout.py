"""What an answer prints, with the virtual second at which it does."""

import contextlib
import io
import sys
from collections.abc import Iterator
from typing import TextIO

from dojo.findings.findings import record
from dojo.findings.source import nearest_answer
from dojo.virtual.clock import Clock

_MOST_CHARACTERS = 100_000


class TooMuchOutput(Exception):
    """An answer printed more than anybody would read."""


class _Output:
    """What one test has printed so far.

    Attributes:
        pieces: each piece, with its virtual second.
        length: how many characters they have.
    """

    def __init__(self) -> None:
        self.pieces: list[tuple[float, str]] = []
        self.length = 0


class Printed:
    """The fixture `printed`: what was printed since the test or example began."""

    def __repr__(self) -> str:
        return "printed"

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece for _, piece in _output().pieces)

    @property
    def lines(self) -> list[str]:
        """The lines that were printed."""
        return self.text.splitlines()

    @property
    def timed(self) -> list[tuple[float, str]]:
        """Each line, with the virtual seconds at which it began."""
        lines: list[tuple[float, str]] = []
        unfinished = False
        for seconds, piece in _output().pieces:
            for part in piece.splitlines(keepends=True):
                if unfinished:
                    begun, text = lines.pop()
                    lines.append((begun, text + part))
                else:
                    lines.append((seconds, part))
                unfinished = not part.endswith("\n")
        return [(seconds, line.removesuffix("\n")) for seconds, line in lines]


@contextlib.contextmanager
def recorded() -> Iterator[None]:
    """Put on record what is printed in the block."""
    with contextlib.redirect_stdout(_Recorder(sys.stdout)):
        yield


class _Recorder(io.TextIOBase):
    """Stands in for `sys.stdout`, and passes on what is written."""

    def __init__(self, real: TextIO) -> None:
        self._real = real

    def write(self, text: str) -> int:
        """Put `text` on record, and pass it on.

        Raises:
            TooMuchOutput: this was more than 100,000 characters in all.
        """
        output = _output()
        output.length += len(text)
        if output.length > _MOST_CHARACTERS:
            finding = record().note(
                f"The answer printed more than {_MOST_CHARACTERS:,} characters.",
                "What should be printed, and how often?",
                nearest_answer(),
            )
            raise TooMuchOutput(str(finding))
        output.pieces.append((Clock().elapsed, text))
        return self._real.write(text)

    def flush(self) -> None:
        """Pass it on."""
        self._real.flush()


def _output() -> _Output:
    return record().part(_Output)
