"""Reads the lines of a chunk as those of a file."""

import io


async def read_lines(chunks):
    rest = b""
    async for chunk in chunks:
        for piece in io.BytesIO(rest + chunk):
            if piece.endswith(b"\n"):
                yield piece[:-1]
                rest = b""
            else:
                rest = piece
    if rest:
        yield rest
