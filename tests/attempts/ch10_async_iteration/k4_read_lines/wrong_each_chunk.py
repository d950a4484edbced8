"""Splits each chunk by itself.

Caught by: test_lines_come_out_of_chunks
"""


async def read_lines(chunks):
    async for chunk in chunks:
        for line in chunk.removesuffix(b"\n").split(b"\n"):
            yield line
