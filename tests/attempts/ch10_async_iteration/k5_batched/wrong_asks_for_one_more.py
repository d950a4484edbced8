"""A list is full when the next item is there.

Caught by: test_it_asks_for_no_more_than_a_list
"""

import contextlib


async def batched(source, n):
    batch = []
    async with contextlib.aclosing(source):
        async for item in source:
            if len(batch) == n:
                yield batch
                batch = []
            batch.append(item)
        if batch:
            yield batch
