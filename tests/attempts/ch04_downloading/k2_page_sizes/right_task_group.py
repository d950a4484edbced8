"""A task group, whose one error is taken out of its group."""

import asyncio

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return len(await response.read())


async def page_sizes(urls):
    async with aiohttp.ClientSession() as session:
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(fetch(session, url)) for url in urls]
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None
    return [(url, task.result()) for url, task in zip(urls, tasks)]
