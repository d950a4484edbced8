"""Catches two kinds of errors, and aiohttp has more.

Caught by: test_a_failure_stops_no_other
"""

import asyncio


async def download_safely(session, urls):
    async def size(url):
        try:
            async with session.get(url, raise_for_status=True) as response:
                return len(await response.read())
        except (aiohttp.ClientResponseError, aiohttp.ClientConnectionError) as error:
            return error

    return dict(zip(urls, await asyncio.gather(*map(size, urls))))
