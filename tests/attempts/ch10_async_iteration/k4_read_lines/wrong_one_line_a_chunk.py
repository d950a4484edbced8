"""Takes at most one line out of each chunk.

Caught by: test_a_line_comes_when_it_is_complete
"""


async def read_lines(chunks):
    buffer = b""
    async for chunk in chunks:
        buffer += chunk
        if b"\n" in buffer:
            line, buffer = buffer.split(b"\n", 1)
            yield line
    if buffer:
        for line in buffer.removesuffix(b"\n").split(b"\n"):
            yield line
