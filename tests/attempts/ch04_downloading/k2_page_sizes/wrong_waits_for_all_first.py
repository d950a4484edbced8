"""Looks at failures only when every page is there.

Caught by: test_a_failure_ends_it_at_once
"""

import asyncio

import aiohttp


async def page_sizes(urls):
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def page_size(url):
            async with session.get(url) as response:
                return url, len(await response.read())

        results = await asyncio.gather(
            *(page_size(url) for url in urls), return_exceptions=True
        )
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results
