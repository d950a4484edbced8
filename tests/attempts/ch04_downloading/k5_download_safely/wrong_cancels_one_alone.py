"""Awaits the tasks in turn: a cancellation reaches one of them.

Caught by: test_a_cancellation_ends_it
"""

import asyncio

import aiohttp


async def download_safely(session, urls):
    async def one(url):
        try:
            async with session.get(url) as response:
                response.raise_for_status()
                return len(await response.read())
        except aiohttp.ClientError as error:
            return error

    tasks = [asyncio.create_task(one(url)) for url in urls]
    return {url: await task for url, task in zip(urls, tasks)}
