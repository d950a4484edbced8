"""Makes a loop by hand, and never closes it.

Caught by: test_it_cleans_up
"""

import asyncio

import aiohttp


async def main(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def size(url):
            async with session.get(url) as response:
                return len(await response.read())

        return await asyncio.gather(*map(size, urls))


def report_pages(urls):
    loop = asyncio.new_event_loop()
    for url, size in zip(urls, loop.run_until_complete(main(urls))):
        print(f"{url} is {size} bytes long")
