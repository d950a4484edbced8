"""Keeps a window of tasks full with asyncio.wait."""

import asyncio


async def download_limited(session, urls, limit):
    async def size(url):
        async with session.get(url, raise_for_status=True) as response:
            return len(await response.read())

    tasks, running = {}, set()
    for url in urls:
        if len(running) >= limit:
            _, running = await asyncio.wait(
                running, return_when=asyncio.FIRST_COMPLETED
            )
        tasks[url] = asyncio.create_task(size(url))
        running.add(tasks[url])
    return {url: await task for url, task in tasks.items()}
