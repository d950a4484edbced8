"""Reads the text after the response was released.

Caught by: test_it_returns_the_text
"""


async def download_page(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
    return await response.text()
