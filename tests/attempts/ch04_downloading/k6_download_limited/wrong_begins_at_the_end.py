"""Takes the URLs from the end of a list.

Caught by: test_they_begin_in_order
"""

import asyncio


async def download_limited(session, urls, limit):
    sizes = dict.fromkeys(urls, 0)
    left = list(urls)

    async def worker():
        while left:
            url = left.pop()
            async with session.get(url, raise_for_status=True) as response:
                sizes[url] = len(await response.read())

    await asyncio.gather(*(worker() for n in range(limit)))
    return sizes
