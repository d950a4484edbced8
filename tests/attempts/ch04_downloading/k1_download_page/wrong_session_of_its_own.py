"""Opens a session for each page.

Caught by: test_the_given_session_is_used
"""


async def download_page(session, url):
    async with aiohttp.ClientSession() as own, own.get(url) as response:
        response.raise_for_status()
        return await response.text()
