"""Lets the task group raise its ExceptionGroup.

Caught by: test_a_bad_status_raises
"""

import asyncio

import aiohttp


async def page_sizes(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def page_size(url):
            async with session.get(url) as response:
                return len(await response.read())

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(page_size(url)) for url in urls]
    return [(url, task.result()) for url, task in zip(urls, tasks)]
