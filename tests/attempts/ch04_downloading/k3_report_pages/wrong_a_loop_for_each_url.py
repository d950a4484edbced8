"""Runs an event loop for each URL.

Caught by: test_the_pages_are_downloaded_together
"""

import asyncio

import aiohttp


async def size(url):
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        async with session.get(url) as response:
            return len(await response.read())


def report_pages(urls):
    sizes = [asyncio.run(size(url)) for url in urls]
    for url, number in zip(urls, sizes):
        print(f"{url} is {number} bytes long")
