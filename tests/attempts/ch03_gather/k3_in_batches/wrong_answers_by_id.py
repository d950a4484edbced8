"""Writes each answer down under its id.

Caught by: test_the_same_id_is_fetched_again
"""

import asyncio


async def in_batches(fetch, ids, size):
    results = {}
    for i in range(0, len(ids), size):
        batch = ids[i : i + size]
        results.update(zip(batch, await asyncio.gather(*map(fetch, batch))))
    return [results[id] for id in ids]
