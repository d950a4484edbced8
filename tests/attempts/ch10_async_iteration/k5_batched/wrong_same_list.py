"""Yields one list again and again, and empties it.

Caught by: test_items_come_in_lists_of_n
"""

from contextlib import aclosing


async def batched(source, n):
    chunk = []
    async with aclosing(source):
        async for x in source:
            chunk.append(x)
            if len(chunk) == n:
                yield chunk
                chunk.clear()
        if chunk:
            yield chunk
