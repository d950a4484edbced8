"""Forgets what is left at the end.

Caught by: test_the_last_line_needs_no_end
"""


async def read_lines(chunks):
    rest = b""
    async for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line
