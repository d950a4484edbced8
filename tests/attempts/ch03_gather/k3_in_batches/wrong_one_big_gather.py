"""Fetches everything at once.

Caught by: test_a_batch_waits_for_the_batch_before
"""

import asyncio


async def in_batches(fetch, ids, size):
    return list(await asyncio.gather(*map(fetch, ids)))
