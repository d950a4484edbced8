"""Counts the size of an error page.

Caught by: test_a_bad_status_is_a_failure
"""

import asyncio

import aiohttp


async def download_safely(session, urls):
    async def size(url):
        try:
            async with session.get(url) as response:
                return len(await response.read())
        except aiohttp.ClientError as error:
            return error

    return dict(zip(urls, await asyncio.gather(*map(size, urls))))
