"""Keeps the sizes in a dict: a URL stands in it once.

Caught by: test_a_url_may_stand_twice
"""

import asyncio

import aiohttp


async def page_sizes(urls):
    sizes = {}
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def size(url):
            sizes[url] = 0
            async with session.get(url) as response:
                sizes[url] = len(await response.read())

        await asyncio.gather(*map(size, urls))
    return list(sizes.items())
