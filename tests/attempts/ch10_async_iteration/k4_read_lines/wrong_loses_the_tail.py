"""Loses a last line without a newline.

Caught by: test_the_last_line_may_have_no_newline
"""


async def read_lines(chunks):
    buffer = b""
    async for chunk in chunks:
        buffer += chunk
        *lines, buffer = buffer.split(b"\n")
        for line in lines:
            yield line
