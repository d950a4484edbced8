"""Gathers the sizes, and prints them afterwards."""

import asyncio

import aiohttp


async def download_all(urls):
    async with aiohttp.ClientSession() as session:

        async def size(url):
            async with session.get(url) as response:
                response.raise_for_status()
                return len(await response.read())

        return await asyncio.gather(*map(size, urls))


def report_pages(urls):
    lines = []
    for url, size in zip(urls, asyncio.run(download_all(urls))):
        lines.append(f"{url} is {size} bytes long")
    if lines:
        print("\n".join(lines))
