"""Loses a last list that is not full.

Caught by: test_the_last_list_may_be_shorter
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
