"""Takes each chunk for a line.

Caught by: test_lines_come_out_of_chunks
"""


async def read_lines(chunks):
    async for chunk in chunks:
        yield chunk.rstrip(b"\n")
