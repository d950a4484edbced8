"""Takes an empty line for nothing.

Caught by: test_an_empty_line_is_a_line
"""


async def read_lines(chunks):
    buffer = b""
    async for chunk in chunks:
        *lines, buffer = (buffer + chunk).split(b"\n")
        for line in lines:
            if line:
                yield line
    if buffer:
        yield buffer
