"""Takes each piece apart by itself.

Caught by: test_a_line_in_two_pieces
"""


async def read_lines(chunks):
    async for chunk in chunks:
        lines = chunk.split(b"\n")
        if not lines[-1]:
            lines.pop()
        for line in lines:
            yield line
