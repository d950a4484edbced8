"""One loop in a block that closes the source."""

from contextlib import aclosing


async def batched(source, n):
    async with aclosing(source):
        chunk = []
        async for x in source:
            chunk.append(x)
            if len(chunk) >= n:
                yield chunk
                chunk = []
        if chunk:
            yield chunk
