"""Reads all pieces before the first line.

Caught by: test_a_line_is_there_when_its_end_has_come
"""


async def read_lines(chunks):
    text = b"".join([chunk async for chunk in chunks])
    lines = text.split(b"\n")
    if not lines[-1]:
        lines.pop()
    for line in lines:
        yield line
