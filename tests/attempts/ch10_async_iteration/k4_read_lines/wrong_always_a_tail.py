"""Yields what follows the last newline, even if it is empty.

Caught by: test_there_may_be_nothing
"""


async def read_lines(chunks):
    buffer = b""
    async for chunk in chunks:
        *lines, buffer = (buffer + chunk).split(b"\n")
        for line in lines:
            yield line
    yield buffer
