"""Makes the session where no loop runs yet.

Caught by: test_it_prints_a_line_for_each_url
"""

import asyncio

import aiohttp


def report_pages(urls):
    session = aiohttp.ClientSession(raise_for_status=True)

    async def size(url):
        async with session.get(url) as response:
            return len(await response.read())

    async def main():
        async with session:
            return await asyncio.gather(*map(size, urls))

    for url, size in zip(urls, asyncio.run(main())):
        print(f"{url} is {size} bytes long")
