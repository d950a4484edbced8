"""Raises for a bad status, and leaves the response open.

Caught by: test_bad_statuses_raise
"""


async def download_page(session, url):
    response = await session.get(url)
    if response.status >= 400:
        raise aiohttp.ClientResponseError(
            response.request_info, (), status=response.status
        )
    return await response.text()
