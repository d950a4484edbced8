"""Returns a list.

Caught by: test_lines_come_out_of_chunks
"""


async def read_lines(chunks):
    content = b"".join([chunk async for chunk in chunks])
    return content.removesuffix(b"\n").split(b"\n") if content else []
