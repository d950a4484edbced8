"""Closes the session that was lent to it.

Caught by: test_the_given_session_is_used
"""


async def download_page(session, url):
    async with session:
        async with session.get(url) as response:
            response.raise_for_status()
            return await response.text()
