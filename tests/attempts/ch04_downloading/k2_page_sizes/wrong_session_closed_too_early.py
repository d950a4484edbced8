"""Leaves the session's block before the downloads are done.

Caught by: test_the_sizes_come_in_order
"""

import asyncio

import aiohttp


async def page_size(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return url, len(await response.read())


async def page_sizes(urls):
    async with aiohttp.ClientSession() as session:
        downloads = [page_size(session, url) for url in urls]
    return await asyncio.gather(*downloads)
