"""Writes the sizes down in the order in which they come.

Caught by: test_it_returns_the_sizes
"""

import asyncio


async def download_limited(session, urls, limit):
    slots, sizes = asyncio.Semaphore(limit), {}

    async def note(url):
        async with slots, session.get(url, raise_for_status=True) as response:
            sizes[url] = len(await response.read())

    await asyncio.gather(*map(note, urls))
    return sizes
