"""Looks ten times a second whether a slot is free.

Caught by: test_any_latencies_and_any_limit
"""

import asyncio


async def download_limited(session, urls, limit):
    at_work = 0

    async def size(url):
        nonlocal at_work
        while at_work >= limit:
            await asyncio.sleep(0.1)
        at_work += 1
        try:
            async with session.get(url, raise_for_status=True) as response:
                return len(await response.read())
        finally:
            at_work -= 1

    return dict(zip(urls, await asyncio.gather(*map(size, urls))))
