"""Make lines out of pieces.

A log arrives over the network, in pieces of any size: half a line, three lines and a
half, nothing. Whoever reads the log wants lines.

You write  read_lines
Tools      async for, yield
Level      core
Time       20 minutes
"""

from collections.abc import AsyncIterable, AsyncIterator


async def read_lines(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    r"""Yield the lines of a text that comes in pieces, without their `b"\n"`.

    A line ends with `b"\n"`. What stands after the last `b"\n"` is a line too, if it is
    not empty. Empty lines are lines. All other bytes stay as they are, `b"\r"` too. A
    piece may be empty, and may hold a part of a line, or several lines.

    Each line is there as soon as its end has come: the next piece is not asked for
    before that line has been handed over.

    Example:
        pieces b"one\ntw", b"o\n\nthree"
        ->  lines b"one", b"two", b"", b"three"

    Raises:
        What `chunks` raises. The complete lines before it have been handed over.
    """
    raise NotImplementedError
    yield  # with a yield it is an async generator
