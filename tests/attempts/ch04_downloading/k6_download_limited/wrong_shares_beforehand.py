"""Shares the URLs out beforehand: who is done early does not help.

Caught by: test_a_free_slot_is_used_at_once
"""

import asyncio


async def download_limited(session, urls, limit):
    sizes = dict.fromkeys(urls, 0)

    async def worker(mine):
        for url in mine:
            async with session.get(url, raise_for_status=True) as response:
                sizes[url] = len(await response.read())

    await asyncio.gather(*(worker(urls[n::limit]) for n in range(limit)))
    return sizes
