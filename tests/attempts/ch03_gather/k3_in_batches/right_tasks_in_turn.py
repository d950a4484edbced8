"""Makes the tasks of a batch, and awaits them in turn."""

import asyncio


async def in_batches(fetch, ids, size):
    results = []
    while len(results) < len(ids):
        batch = [
            asyncio.create_task(fetch(i))
            for i in ids[len(results) : len(results) + size]
        ]
        for t in batch:
            results.append(await t)
    return results
