"""Tries one URL after another.

Caught by: test_the_pages_are_downloaded_together
"""

import aiohttp


async def download_safely(session, urls):
    found = {}
    for url in urls:
        try:
            async with session.get(url, raise_for_status=True) as response:
                found[url] = len(await response.read())
        except aiohttp.ClientError as error:
            found[url] = error
    return found
