"""Is polite, though nobody asked for it.

Caught by: test_many_are_fetched_together
"""

import asyncio


async def fetch_all(fetch, ids):
    slots = asyncio.Semaphore(10)

    async def one(id):
        async with slots:
            return await fetch(id)

    return await asyncio.gather(*map(one, ids))
