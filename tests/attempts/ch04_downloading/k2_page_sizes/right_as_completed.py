"""Waits for each download as it ends, and stops the others in the end."""

import asyncio

import aiohttp


async def page_sizes(urls):
    sizes = [0] * len(urls)
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def size(number, url):
            async with session.get(url) as response:
                sizes[number] = len(await response.read())

        tasks = [asyncio.ensure_future(size(n, u)) for n, u in enumerate(urls)]
        try:
            for done in asyncio.as_completed(tasks):
                await done
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    return list(zip(urls, sizes))
