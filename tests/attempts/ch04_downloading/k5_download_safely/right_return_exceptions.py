"""Lets gather collect the exceptions, and raises those that nobody expects."""

import asyncio

import aiohttp


async def download_safely(session, urls):
    async def size(url):
        async with session.get(url, raise_for_status=True) as response:
            return len(await response.read())

    results = await asyncio.gather(*map(size, urls), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException) and not isinstance(
            result, aiohttp.ClientError
        ):
            raise result
    return dict(zip(urls, results))
