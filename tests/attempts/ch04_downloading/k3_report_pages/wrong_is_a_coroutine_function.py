"""Is itself a coroutine function, so nobody runs it.

Caught by: test_it_prints_a_line_for_each_url
"""

import asyncio

import aiohttp


async def report_pages(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def size(url):
            async with session.get(url) as response:
                return len(await response.read())

        for url, size in zip(urls, await asyncio.gather(*map(size, urls))):
            print(f"{url} is {size} bytes long")
