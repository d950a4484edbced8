"""Reads everything before it looks for lines.

Caught by: test_a_line_comes_when_it_is_complete
"""


async def read_lines(chunks):
    content = b"".join([chunk async for chunk in chunks])
    lines = content.split(b"\n")
    if not lines[-1]:
        lines.pop()
    for line in lines:
        yield line
