"""Awaits tasks in turn; a cancellation reaches only one of them.

Caught by: test_a_cancellation_ends_it
"""

import asyncio


async def download_safely(session, urls):
    async def size(url):
        async with session.get(url, raise_for_status=True) as response:
            return len(await response.read())

    tasks = {url: asyncio.create_task(size(url)) for url in urls}
    result = {}
    for url, task in tasks.items():
        try:
            result[url] = await task
        except aiohttp.ClientError as error:
            result[url] = error
    return result
