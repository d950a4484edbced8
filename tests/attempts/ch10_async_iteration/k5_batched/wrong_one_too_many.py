"""Yields a full list when the next item is there.

Caught by: test_a_list_comes_when_it_is_full
"""

from contextlib import aclosing


async def batched(source, n):
    batch = []
    async with aclosing(source):
        async for item in source:
            if len(batch) == n:
                yield batch
                batch = []
            batch.append(item)
        if batch:
            yield batch
