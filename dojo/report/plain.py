"""Plain characters for terminals that lack others, such as `LC_ALL=C`.

Whoever writes does not ask what the terminal knows: where a stream cannot encode a
character, Python asks one of these for another.
"""

import codecs
import io
import sys
import unicodedata

TO_ASCII = str.maketrans(
    "━×▸↻│…█░" "─┌┐└┘├┤┬┴┼╭╮╰╯" "▁▂▃▄▅▆▇▔▊▎▌⏎•·▼▶→",
    "=x>r|~#-" "-+++++++++++++" "________|||<*.v>>",
)  # fmt: skip
PRINTED, DRAWN = "dojo.printed", "dojo.drawn"


def print_plainly() -> None:
    r"""Let standard output print anything; what it lacks is printed as `\xe4`."""
    _ask(PRINTED, sys.stdout)


def draw_plainly() -> None:
    """Let a window draw anything; what the terminal lacks is "?", equally wide."""
    _ask(DRAWN, sys.__stdout__, sys.__stderr__)


def _ask(whom: str, *streams: object) -> None:
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=whom)


def _printed(error: UnicodeError) -> tuple[str, int]:
    text, end = _lacking(error)
    return text.encode("ascii", "backslashreplace").decode(), end


def _drawn(error: UnicodeError) -> tuple[str, int]:
    text, end = _lacking(error)
    return "".join(map(_equally_wide, text)), end


def _lacking(error: UnicodeError) -> tuple[str, int]:
    """Return what cannot be encoded, as plain as we know it, and where it ends."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].translate(TO_ASCII), error.end


def _equally_wide(character: str) -> str:
    if character.isascii():
        return character
    return "??" if unicodedata.east_asian_width(character) in "WF" else "?"


codecs.register_error(PRINTED, _printed)
codecs.register_error(DRAWN, _drawn)
