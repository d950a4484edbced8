"""Awaits the request, and releases the response itself."""


async def download_page(session, url):
    response = await session.request("GET", url)
    try:
        response.raise_for_status()
        return await response.text()
    finally:
        response.release()
