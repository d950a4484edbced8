r"""Lines out of chunks.

A server sends its log over a connection. What arrives are chunks of bytes, cut
anywhere: in the middle of a line, or after ten of them. A person who searches the log
wants lines, each as soon as it is complete.

You write  read_lines
Tools      async def, yield, async for, bytes.split
Level      core
Time       15 minutes
"""

from collections.abc import AsyncIterable, AsyncIterator


async def read_lines(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    r"""Yield the lines of a stream of chunks, each without its newline.

    This is an async generator. Only b"\n" ends a line; any other byte, also b"\r", is
    part of it. An empty line is a line: it comes as b"". What follows the last newline
    is a line too, if it is not empty. A chunk may hold many lines, a part of one, or
    nothing; a line may be of any length.

    Each line comes as soon as the chunk with its newline is there. The next chunk is
    asked for when all lines that are complete have been handed out and one more is
    asked for, and no sooner. The chunks are looped over once, and are not asked again
    after their end.

    Example:
        The chunks b"GET /\nHo", b"st: a\n", b"\nbo", b"dy"
        ->  the lines b"GET /", b"Host: a", b"", b"body"

    Raises:
        Whatever `chunks` raises, after the lines that were complete by then; what there
            is of an unfinished line is not handed out.
        asyncio.CancelledError: somebody cancels the task that waits for a line.
    """
    raise NotImplementedError
    yield  # delete this line too: it makes an async generator of the stub
