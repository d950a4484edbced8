"""Prints each line as soon as its page is there.

Caught by: test_the_lines_come_in_the_order_of_the_urls
"""

import asyncio

import aiohttp


async def main(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def report(url):
            async with session.get(url) as response:
                print(f"{url} is {len(await response.read())} bytes long")

        await asyncio.gather(*(report(url) for url in urls))


def report_pages(urls):
    asyncio.run(main(urls))
