"""Downloads one page after another.

Caught by: test_the_pages_are_downloaded_together
"""

import aiohttp


async def page_sizes(urls):
    sizes = []
    async with aiohttp.ClientSession() as session:
        for url in urls:
            async with session.get(url) as response:
                response.raise_for_status()
                sizes.append((url, len(await response.read())))
    return sizes
