"""One line for each piece.

Caught by: test_lines_in_one_piece
"""


async def read_lines(chunks):
    async for chunk in chunks:
        yield chunk.rstrip(b"\n")
