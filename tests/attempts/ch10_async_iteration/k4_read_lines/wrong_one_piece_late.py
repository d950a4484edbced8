"""Hands the lines of a piece over when the next piece has come.

Caught by: test_a_line_is_there_when_its_end_has_come
"""


async def read_lines(chunks):
    rest, ready = b"", []
    async for chunk in chunks:
        for line in ready:
            yield line
        *ready, rest = (rest + chunk).split(b"\n")
    for line in ready:
        yield line
    if rest:
        yield rest
