"""Uses one list again and again.

Caught by: test_full_lists_and_a_rest
"""

import contextlib


async def batched(source, n):
    batch = []
    async with contextlib.aclosing(source):
        async for item in source:
            batch.append(item)
            if len(batch) == n:
                yield batch
                batch.clear()
        if batch:
            yield batch
