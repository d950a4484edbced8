"""Fills the last batch up, and takes out what is false.

Caught by: test_the_last_batch_may_be_smaller
"""

import asyncio
import itertools


async def in_batches(fetch, ids, size):
    results = []
    for batch in itertools.zip_longest(*[iter(ids)] * size):
        results += await asyncio.gather(*[fetch(i) for i in batch if i])
    return results
