"""Opens a session for each URL.

Caught by: test_there_is_one_session
"""

import asyncio

import aiohttp


async def page_size(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as response:
            response.raise_for_status()
            return url, len(await response.read())


async def page_sizes(urls):
    return await asyncio.gather(*(page_size(url) for url in urls))
