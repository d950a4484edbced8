"""Strips more than the newline.

Caught by: test_only_a_newline_ends_a_line
"""


async def read_lines(chunks):
    buffer = b""
    async for chunk in chunks:
        buffer += chunk
        while b"\n" in buffer:
            line, buffer = buffer.split(b"\n", 1)
            yield line.strip()
    if buffer:
        yield buffer.strip()
