"""Downloads one at a time, whatever the limit is.

Caught by: test_as_many_as_the_limit_allows
"""


async def download_limited(session, urls, limit):
    sizes = {}
    for url in urls:
        async with session.get(url, raise_for_status=True) as response:
            sizes[url] = len(await response.read())
    return sizes
