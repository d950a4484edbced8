"""Hands out the lines of a chunk when the next one is there.

Caught by: test_a_line_comes_when_it_is_complete
"""


async def read_lines(chunks):
    lines = [b""]
    async for chunk in chunks:
        for line in lines[:-1]:
            yield line
        lines = (lines[-1] + chunk).split(b"\n")
    for line in lines[:-1]:
        yield line
    if lines[-1]:
        yield lines[-1]
