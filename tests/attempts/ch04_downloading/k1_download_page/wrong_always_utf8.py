"""Decodes every page as UTF-8.

Caught by: test_it_decodes_as_the_server_says
"""


async def download_page(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return (await response.read()).decode("utf-8", errors="replace")
