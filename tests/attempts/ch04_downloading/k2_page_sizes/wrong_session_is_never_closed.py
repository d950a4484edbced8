"""Forgets to close the session.

Caught by: test_the_session_is_closed
"""

import asyncio

import aiohttp


async def page_sizes(urls):
    session = aiohttp.ClientSession()

    async def page_size(url):
        async with session.get(url) as response:
            response.raise_for_status()
            return url, len(await response.read())

    return await asyncio.gather(*(page_size(url) for url in urls))
