"""Gives a slot back only where a download succeeds.

Caught by: test_a_failure_need_not_wait_for_others
"""

import asyncio


async def download_limited(session, urls, limit):
    slots = asyncio.Semaphore(limit)
    tasks = {}

    async def one(url):
        async with session.get(url) as response:
            response.raise_for_status()
            size = len(await response.read())
        slots.release()
        return size

    for url in urls:
        await slots.acquire()
        tasks[url] = asyncio.create_task(one(url))
    return {url: await task for url, task in tasks.items()}
