"""Leaves what it has when the connection breaks.

Caught by: test_nothing_is_left_of_a_broken_download
"""

import asyncio


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    size = 0
    async with session.get(url, raise_for_status=True) as response:
        file = await asyncio.to_thread(open, path, "wb")
        try:
            async for piece in response.content.iter_chunked(chunk):
                await asyncio.to_thread(file.write, piece)
                size += len(piece)
                if on_progress:
                    on_progress(size)
        finally:
            await asyncio.to_thread(file.close)
    return size
