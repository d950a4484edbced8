"""Counts the size of an error page.

Caught by: test_a_bad_status_raises
"""

import asyncio

import aiohttp


async def page_sizes(urls):
    async with aiohttp.ClientSession() as session:

        async def page_size(url):
            async with session.get(url) as response:
                return url, len(await response.read())

        return await asyncio.gather(*(page_size(url) for url in urls))
