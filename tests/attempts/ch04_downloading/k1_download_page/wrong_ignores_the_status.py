"""Takes an error page for a page.

Caught by: test_bad_statuses_raise
"""


async def download_page(session, url):
    async with session.get(url) as response:
        return await response.text()
