"""What an answer prints, with the virtual second at which it does."""

import contextlib
import io
import sys
from collections.abc import Iterator
from traceback import walk_stack
from typing import TextIO

from dojo.findings import debugger
from dojo.findings.findings import record
from dojo.findings.source import is_answer, is_suite, nearest_answer
from dojo.virtual.clock import Clock

_AROUND_A_DEBUGGER = "_pytest.debugging"
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
    global _recorder
    _recorder = _Recorder(sys.stdout)
    try:
        with contextlib.redirect_stdout(_recorder):
            yield
    finally:
        _recorder = None


def record_on() -> None:
    """Go on with it where pytest has put another stream in place, for a debugger."""
    if _recorder is not None and sys.stdout is not _recorder:
        _recorder.real = sys.stdout
        sys.stdout = _recorder


class _Recorder(io.TextIOBase):
    """Stands in for `sys.stdout`, and passes on what is written.

    Attributes:
        real: the stream that gets it.
    """

    def __init__(self, real: TextIO) -> None:
        self.real = real

    def write(self, text: str) -> int:
        """Put `text` on record, and pass it on.

        Raises:
            TooMuchOutput: this was more than 100,000 characters in all.
        """
        if _is_a_debuggers():
            return self.real.write(text)
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
        return self.real.write(text)

    def flush(self) -> None:
        """Pass it on."""
        self.real.flush()

    def fileno(self) -> int:
        """Return the number of the file that gets it; a prompt is shown there."""
        return self.real.fileno()


_recorder: _Recorder | None = None


def _is_a_debuggers() -> bool:
    """Tell whether a debugger, or what pytest puts around it, writes now."""
    for frame, _ in walk_stack(sys._getframe()):
        path, package = frame.f_code.co_filename, debugger.package_of(frame)
        # The event loop may call `print` itself: what an answer gave it as a callback.
        if is_answer(path) or is_suite(path) or package == "asyncio":
            return False
        module = frame.f_globals.get("__name__")
        if package in debugger.PACKAGES or module == _AROUND_A_DEBUGGER:
            return True
    return False


def _output() -> _Output:
    return record().part(_Output)
