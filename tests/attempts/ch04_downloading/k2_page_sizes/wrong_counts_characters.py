"""Counts characters instead of bytes.

Caught by: test_the_size_is_in_bytes
"""

import asyncio

import aiohttp


async def page_sizes(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def page_size(url):
            async with session.get(url) as response:
                return url, len(await response.text())

        return await asyncio.gather(*(page_size(url) for url in urls))
