"""Collects the sizes as they come.

Caught by: test_the_sizes_come_in_order
"""

import asyncio

import aiohttp


async def page_sizes(urls):
    sizes = []

    async def add(url):
        async with session.get(url) as response:
            response.raise_for_status()
            sizes.append((url, len(await response.read())))

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(add(url) for url in urls))
    return sizes
