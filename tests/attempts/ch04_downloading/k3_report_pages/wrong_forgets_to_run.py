"""Calls the coroutine function and leaves it at that.

Caught by: test_it_prints_a_line_for_each_url
"""

import asyncio

import aiohttp


async def main(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def size(url):
            async with session.get(url) as response:
                return len(await response.read())

        sizes = await asyncio.gather(*(size(url) for url in urls))
    for url, size in zip(urls, sizes):
        print(f"{url} is {size} bytes long")


def report_pages(urls):
    main(urls)
