"""Names raise_for_status, and does not call it.

Caught by: test_bad_statuses_raise
"""


async def download_page(session, url):
    async with session.get(url) as response:
        response.raise_for_status
        return await response.text()
