"""Prints before it knows that a download failed.

Caught by: test_nothing_is_printed_where_a_download_fails
"""

import asyncio

import aiohttp


async def main(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def size(url):
            async with session.get(url) as response:
                return len(await response.read())

        tasks = [asyncio.create_task(size(url)) for url in urls]
        for url, task in zip(urls, tasks):
            print(f"{url} is {await task} bytes long")


def report_pages(urls):
    asyncio.run(main(urls))
