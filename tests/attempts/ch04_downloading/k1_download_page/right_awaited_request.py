"""Awaits the request: who reads to the end has released it."""


async def download_page(session, url):
    response = await session.get(url, raise_for_status=True)
    return await response.text()
