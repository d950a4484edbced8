"""Has eight workers, however many keys there are.

Caught by: test_many_are_fetched_together
"""

import asyncio


async def fetch_dict(fetch, keys):
    results = dict.fromkeys(keys)
    todo = iter(list(results))

    async def worker():
        for key in todo:
            results[key] = await fetch(key)

    await asyncio.gather(*(worker() for _ in range(8)))
    return results
