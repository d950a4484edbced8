"""Cleans up after an Exception, and a cancellation is none.

Caught by: test_nothing_is_left_of_a_cancelled_download
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
        except Exception:
            await asyncio.to_thread(path.unlink)
            raise
        finally:
            await asyncio.to_thread(file.close)
    return size
