"""Tells what will be written.

Caught by: test_progress_comes_after_the_write
"""

import asyncio


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    size = 0
    try:
        async with session.get(url, raise_for_status=True) as response:
            with await asyncio.to_thread(path.open, "wb") as file:
                async for piece in response.content.iter_chunked(chunk):
                    size += len(piece)
                    if on_progress:
                        on_progress(size)
                    await asyncio.to_thread(file.write, piece)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return size
