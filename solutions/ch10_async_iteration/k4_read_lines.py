r"""Lines out of chunks.

A server sends its log in chunks of bytes, cut anywhere. Whoever searches the
log wants lines, each as soon as it is complete.

You write  read_lines
Tools      async def, yield, async for, bytes.split
Level      core
Time       15 minutes
"""

from collections.abc import AsyncIterable, AsyncIterator


async def read_lines(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    r"""Yield the lines of a stream of chunks, each without its newline.

    Only b"\n" ends a line. An empty line comes as b"". What follows the last
    newline is a line too, if it is not empty. A line may have any length; a
    chunk may be empty.

    A line comes as soon as the chunk with its newline is there. The next chunk
    is asked for when no complete line is left.

    Example:
        The chunks b"GET /\nHo", b"st: a\n", b"\nbo", b"dy"
        ->  the lines b"GET /", b"Host: a", b"", b"body"

    Raises:
        Whatever `chunks` raises, after the lines that were complete by then;
            an unfinished line is lost.
    """
    rest = b""
    async for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line
    if rest:
        yield rest
