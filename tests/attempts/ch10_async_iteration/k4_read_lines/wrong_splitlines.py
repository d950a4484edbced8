r"""Uses splitlines, for which \\r ends a line too.

Caught by: test_only_a_newline_ends_a_line
"""


async def read_lines(chunks):
    buffer = b""
    async for chunk in chunks:
        buffer += chunk
        lines = buffer.splitlines(keepends=True)
        buffer = b""
        if lines and not lines[-1].endswith(b"\n"):
            buffer = lines.pop()
        for line in lines:
            yield line.rstrip(b"\n")
    if buffer:
        yield buffer
