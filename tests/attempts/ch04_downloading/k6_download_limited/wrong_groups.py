"""Downloads in groups, each of which waits for its slowest page.

Caught by: test_a_free_slot_is_used_at_once
"""

import asyncio


async def download_limited(session, urls, limit):
    async def size(url):
        async with session.get(url, raise_for_status=True) as response:
            return len(await response.read())

    sizes = []
    for start in range(0, len(urls), limit):
        group = urls[start : start + limit]
        sizes += await asyncio.gather(*map(size, group))
    return dict(zip(urls, sizes))
