"""Ignores the limit.

Caught by: test_no_more_than_the_limit
"""

import asyncio


async def download_limited(session, urls, limit):
    async def size(url):
        async with session.get(url, raise_for_status=True) as response:
            return len(await response.read())

    return dict(zip(urls, await asyncio.gather(*map(size, urls))))
