"""Raises the first error out of except*: it comes out by itself."""

import asyncio

import aiohttp


async def page_sizes(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def size(url):
            async with session.get(url) as response:
                return url, len(await response.read())

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(size(url)) for url in urls]
        except* aiohttp.ClientError as errors:
            raise errors.exceptions[0]
        return [task.result() for task in tasks]
