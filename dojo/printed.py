"""What an answer prints, with the virtual second at which it does."""

import io
from typing import ClassVar, TextIO

from dojo.clock import Clock

_MOST_CHARACTERS = 100_000


class TooMuchOutput(Exception):
    """An answer printed more than anybody would read."""


class Printed(io.TextIOBase):
    """The fixture `printed`: a stand-in for `sys.stdout` that keeps a record.

    Attributes:
        text: all that was printed since the test or example began.
    """

    now: ClassVar["Printed | None"] = None

    def __init__(self, real: TextIO) -> None:
        self._real = real
        self._pieces: list[tuple[float, str]] = []
        self._length = 0

    @classmethod
    def begin_afresh(cls) -> None:
        """Forget what was printed before this example."""
        if cls.now is not None:
            cls.now._pieces.clear()
            cls.now._length = 0

    def write(self, text: str) -> int:
        """Record `text`, and pass it on.

        Raises:
            TooMuchOutput: this was more than 100,000 characters in all.
        """
        self._length += len(text)
        if self._length > _MOST_CHARACTERS:
            raise TooMuchOutput(f"more than {_MOST_CHARACTERS:,} characters were printed")
        self._pieces.append((Clock().elapsed, text))
        return self._real.write(text)

    def flush(self) -> None:
        """Pass it on."""
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
