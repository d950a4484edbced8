"""Reads piece by piece, and writes when all is there.

Caught by: test_it_is_written_while_it_comes
"""

import asyncio


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    async with session.get(url, raise_for_status=True) as response:
        pieces = [piece async for piece in response.content.iter_chunked(chunk)]
    size = 0
    file = await asyncio.to_thread(open, path, "wb")
    for piece in pieces:
        await asyncio.to_thread(file.write, piece)
        size += len(piece)
        if on_progress:
            on_progress(size)
    await asyncio.to_thread(file.close)
    return size
