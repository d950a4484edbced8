"""A task group whose tasks write their results down."""

import asyncio

import aiohttp


async def download_safely(session, urls):
    found = dict.fromkeys(urls)

    async def note(url):
        try:
            async with session.get(url) as response:
                response.raise_for_status()
                found[url] = len(await response.read())
        except aiohttp.ClientError as error:
            found[url] = error

    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(note(url))
    return found
