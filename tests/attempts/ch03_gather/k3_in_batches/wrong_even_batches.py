"""Makes batches that are as even as can be.

Caught by: test_a_batch_is_full
"""

import asyncio
from math import ceil


async def in_batches(fetch, ids, size):
    count = ceil(len(ids) / size)
    results = []
    rest = list(ids)
    for left in range(count, 0, -1):
        n = ceil(len(rest) / left)
        batch, rest = rest[:n], rest[n:]
        results += await asyncio.gather(*map(fetch, batch))
    return results
