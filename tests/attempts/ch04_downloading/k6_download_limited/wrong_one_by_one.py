"""Downloads one at a time, whatever the limit is.

Caught by: test_no_more_than_the_limit
"""


async def download_limited(session, urls, limit):
    sizes = {}
    for url in urls:
        async with session.get(url, raise_for_status=True) as response:
            sizes[url] = len(await response.read())
    return sizes
