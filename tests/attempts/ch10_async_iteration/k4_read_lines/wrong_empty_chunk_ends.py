"""Takes an empty chunk for the end.

Caught by: test_a_line_may_need_many_chunks
"""


async def read_lines(chunks):
    buffer = b""
    async for chunk in chunks:
        if not chunk:
            break
        *lines, buffer = (buffer + chunk).split(b"\n")
        for line in lines:
            yield line
    if buffer:
        yield buffer
