"""Waits for the first failure, and stops the others in the end."""

import asyncio

import aiohttp


async def page_sizes(urls):
    if not urls:
        return []
    async with aiohttp.ClientSession() as session:

        async def size(url):
            async with session.get(url) as response:
                response.raise_for_status()
                return url, len(await response.read())

        tasks = [asyncio.create_task(size(url)) for url in urls]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
            for task in tasks:
                if task.done():
                    task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return [task.result() for task in tasks]
