"""Keeps the download from being cancelled.

Caught by: test_a_cancellation_ends_the_download
"""

import asyncio


async def download_page(session, url):
    async def get():
        async with session.get(url) as response:
            response.raise_for_status()
            return await response.text()

    return await asyncio.shield(get())
