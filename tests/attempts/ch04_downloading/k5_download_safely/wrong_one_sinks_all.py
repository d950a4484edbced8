"""Lets the first failure out.

Caught by: test_a_failure_stops_no_other
"""

import asyncio


async def download_safely(session, urls):
    async def size(url):
        async with session.get(url, raise_for_status=True) as response:
            return len(await response.read())

    return dict(zip(urls, await asyncio.gather(*map(size, urls))))
