"""Leaves the semaphore before the body is read.

Caught by: test_a_body_counts_too
"""

import asyncio


async def download_limited(session, urls, limit):
    slots = asyncio.Semaphore(limit)

    async def size(url):
        async with slots:
            response = await session.get(url, raise_for_status=True)
        async with response:
            return len(await response.read())

    return dict(zip(urls, await asyncio.gather(*map(size, urls))))
