"""Asks for its loop in the way of older tutorials, and closes it."""

import asyncio

import aiohttp


async def main(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def size(url):
            async with session.get(url) as response:
                return len(await response.read())

        return await asyncio.gather(*map(size, urls))


def report_pages(urls):
    loop = asyncio.get_event_loop()
    try:
        sizes = loop.run_until_complete(main(urls))
    finally:
        loop.close()
    for url, size in zip(urls, sizes):
        print(f"{url} is {size} bytes long")
