"""Lets a StreamReader look for line ends."""

import asyncio


async def read_lines(chunks):
    reader = asyncio.StreamReader(limit=2**30)
    ends = 0
    async for chunk in chunks:
        if chunk:
            reader.feed_data(chunk)
        ends += chunk.count(b"\n")
        while ends:
            ends -= 1
            yield (await reader.readline())[:-1]
    reader.feed_eof()
    rest = await reader.read()
    if rest:
        yield rest
