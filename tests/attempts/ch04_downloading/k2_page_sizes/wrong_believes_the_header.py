"""Believes the Content-Length instead of reading the body.

Caught by: test_a_page_need_not_say_its_length
"""

import asyncio

import aiohttp


async def page_sizes(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def size(url):
            async with session.get(url) as response:
                return url, int(response.headers.get("Content-Length", 0))

        return list(await asyncio.gather(*map(size, urls)))
