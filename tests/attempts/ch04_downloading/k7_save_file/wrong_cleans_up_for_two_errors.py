"""Cleans up only for the errors that it knows.

Caught by: test_nothing_is_left_where_the_progress_fails
"""

import asyncio

import aiohttp


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    written = 0
    async with session.get(url) as response:
        response.raise_for_status()
        file = await asyncio.to_thread(path.open, "wb")
        try:
            async for data in response.content.iter_chunked(chunk):
                await asyncio.to_thread(file.write, data)
                written += len(data)
                if on_progress:
                    on_progress(written)
        except (aiohttp.ClientError, asyncio.CancelledError):
            await asyncio.to_thread(file.close)
            path.unlink()
            raise
        await asyncio.to_thread(file.close)
    return written
