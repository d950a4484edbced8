"""Yields the rest, also where there is none.

Caught by: test_a_line_end_at_the_end_is_no_empty_line
"""


async def read_lines(chunks):
    rest = b""
    async for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line
    yield rest
