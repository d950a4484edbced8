"""A few workers take their URLs from one iterator."""

import asyncio


async def download_limited(session, urls, limit):
    sizes = dict.fromkeys(urls)
    left = iter(urls)

    async def work():
        for url in left:
            async with session.get(url) as response:
                response.raise_for_status()
                sizes[url] = len(await response.read())

    await asyncio.gather(*(work() for _ in range(limit)))
    return sizes
