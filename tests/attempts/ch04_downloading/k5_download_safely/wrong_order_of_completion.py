"""Writes the results down in the order in which they come.

Caught by: test_good_pages_have_sizes
"""

import asyncio

import aiohttp


async def download_safely(session, urls):
    found = {}

    async def note(url):
        try:
            async with session.get(url, raise_for_status=True) as response:
                found[url] = len(await response.read())
        except aiohttp.ClientError as error:
            found[url] = error

    await asyncio.gather(*map(note, urls))
    return found
