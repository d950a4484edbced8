"""Writes each size down under its URL.

Caught by: test_a_url_may_stand_twice
"""

import asyncio

import aiohttp


async def _main(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def one(url):
            async with session.get(url) as response:
                return len(await response.read())

        sizes = {}
        tasks = {url: asyncio.create_task(one(url)) for url in urls}
        try:
            for url, task in tasks.items():
                sizes[url] = await task
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)
        return sizes


def report_pages(urls):
    for url, size in asyncio.run(_main(urls)).items():
        print(f"{url} is {size} bytes long")
