"""Closes the session in a `finally`, and waits with asyncio.wait."""

import asyncio

import aiohttp


async def page_sizes(urls):
    if not urls:
        return []
    session = aiohttp.ClientSession()

    async def size(url):
        response = await session.get(url, raise_for_status=True)
        return len(await response.read())

    tasks = [asyncio.create_task(size(url)) for url in urls]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in tasks:
            if task.done() and task.exception():
                raise task.exception()
        return [(url, task.result()) for url, task in zip(urls, tasks)]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await session.close()
