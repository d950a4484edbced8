"""Feeds a StreamReader, as long as it has a line."""

import asyncio


async def read_lines(chunks):
    reader = asyncio.StreamReader(limit=2**60)
    async for chunk in chunks:
        reader.feed_data(chunk)
        for _ in range(chunk.count(b"\n")):
            yield (await reader.readline())[:-1]
    reader.feed_eof()
    if rest := await reader.read():
        yield rest
