"""Keeps the newlines.

Caught by: test_lines_come_out_of_chunks
"""


async def read_lines(chunks):
    buffer = b""
    async for chunk in chunks:
        buffer += chunk
        while b"\n" in buffer:
            line, buffer = buffer.split(b"\n", 1)
            yield line + b"\n"
    if buffer:
        yield buffer
