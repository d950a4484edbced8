"""Waits for all tasks, and looks at each of them."""

import asyncio


async def download_safely(session, urls):
    async def size(url):
        async with session.get(url) as response:
            response.raise_for_status()
            return len(await response.read())

    tasks = {url: asyncio.ensure_future(size(url)) for url in urls}
    try:
        if tasks:
            await asyncio.wait(tasks.values())
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
    return {url: task.exception() or task.result() for url, task in tasks.items()}
