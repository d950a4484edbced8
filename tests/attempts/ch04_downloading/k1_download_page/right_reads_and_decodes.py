"""Reads the bytes, and decodes them itself."""


async def download_page(session, url):
    async with session.get(url, raise_for_status=True) as response:
        body = await response.read()
        return body.decode(response.get_encoding())
