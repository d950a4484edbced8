"""Leaves out empty lines.

Caught by: test_empty_lines_are_lines
"""


async def read_lines(chunks):
    rest = b""
    async for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if line:
                yield line
    if rest:
        yield rest
