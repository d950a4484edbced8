"""Tells the number of pieces instead of bytes.

Caught by: test_it_is_written_while_it_comes
"""

import asyncio


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    size = pieces = 0
    async with session.get(url, raise_for_status=True) as response:
        file = await asyncio.to_thread(open, path, "wb")
        try:
            async for piece in response.content.iter_chunked(chunk):
                await asyncio.to_thread(file.write, piece)
                size += len(piece)
                pieces += 1
                if on_progress:
                    on_progress(pieces)
        except BaseException:
            path.unlink()
            raise
        finally:
            file.close()
    return size
