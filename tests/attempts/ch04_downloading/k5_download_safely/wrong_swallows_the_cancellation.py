"""Takes a cancellation for one more broken page.

Caught by: test_a_cancellation_ends_it
"""

import asyncio

import aiohttp


async def download_safely(session, urls):
    async def size(url):
        try:
            async with session.get(url, raise_for_status=True) as response:
                return len(await response.read())
        except BaseException as error:
            return error

    tasks = [asyncio.create_task(size(url)) for url in urls]
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError:
            pass
    return {url: task.result() for url, task in zip(urls, tasks)}
