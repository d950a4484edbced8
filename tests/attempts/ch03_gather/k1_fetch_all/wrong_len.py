"""Asks how many ids there are.

Caught by: test_ids_may_come_from_a_generator
"""

import asyncio


async def fetch_all(fetch, ids):
    results = [None] * len(ids)

    async def put(n, i):
        results[n] = await fetch(i)

    await asyncio.gather(*[put(n, i) for n, i in enumerate(ids)])
    return results
