"""Collects the body piece by piece."""


async def download_page(session, url):
    async with session.get(url) as response:
        if response.status >= 400:
            response.raise_for_status()
        body = b""
        async for piece in response.content.iter_any():
            body += piece
        return body.decode(response.charset)
