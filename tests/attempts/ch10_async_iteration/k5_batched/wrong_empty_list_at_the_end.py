"""Yields the rest, also where there is none.

Caught by: test_no_empty_list_at_the_end
"""

import contextlib


async def batched(source, n):
    batch = []
    async with contextlib.aclosing(source):
        async for item in source:
            batch.append(item)
            if len(batch) == n:
                yield batch
                batch = []
        yield batch
