"""Catches the first failure for all.

Caught by: test_a_failure_stops_no_other
"""

import asyncio

import aiohttp


async def download_safely(session, urls):
    async def size(url):
        async with session.get(url, raise_for_status=True) as response:
            return len(await response.read())

    tasks = [asyncio.create_task(size(url)) for url in urls]
    try:
        return dict(zip(urls, await asyncio.gather(*tasks)))
    except aiohttp.ClientError as error:
        await asyncio.gather(*tasks, return_exceptions=True)
        return dict.fromkeys(urls, error)
