"""A StreamReader with its usual limit.

Caught by: test_a_line_may_be_long
"""

import asyncio


async def read_lines(chunks):
    reader = asyncio.StreamReader()
    async for chunk in chunks:
        reader.feed_data(chunk)
        for _ in range(chunk.count(b"\n")):
            yield (await reader.readline())[:-1]
    reader.feed_eof()
    if rest := await reader.read():
        yield rest
