"""Yields what is left, also if it is nothing.

Caught by: test_there_may_be_nothing
"""

from contextlib import aclosing


async def batched(source, n):
    async with aclosing(source):
        chunk = []
        async for x in source:
            chunk.append(x)
            if len(chunk) >= n:
                yield chunk
                chunk = []
        yield chunk
