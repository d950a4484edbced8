"""Yields tuples.

Caught by: test_items_come_in_lists_of_n
"""

from contextlib import aclosing


async def batched(source, n):
    async with aclosing(source):
        batch = ()
        async for item in source:
            batch += (item,)
            if len(batch) == n:
                yield batch
                batch = ()
        if batch:
            yield batch
