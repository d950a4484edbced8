"""Starts one more before it waits.

Caught by: test_no_more_than_the_limit
"""

import asyncio


async def download_limited(session, urls, limit):
    async def size(url):
        async with session.get(url, raise_for_status=True) as response:
            return len(await response.read())

    running, tasks = set(), {}
    for url in urls:
        tasks[url] = asyncio.create_task(size(url))
        running.add(tasks[url])
        if len(running) > limit:
            _, running = await asyncio.wait(running, return_when="FIRST_COMPLETED")
    return {url: await task for url, task in tasks.items()}
