"""Uses a Runner, and prints inside the coroutine when all sizes are known."""

import asyncio

import aiohttp


async def main(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def size(url):
            async with session.get(url) as response:
                return len(await response.read())

        tasks = [asyncio.create_task(size(url)) for url in urls]
        sizes = await asyncio.gather(*tasks)
    for url, size in zip(urls, sizes):
        print(url, "is", size, "bytes long")


def report_pages(urls):
    with asyncio.Runner() as runner:
        runner.run(main(urls))
