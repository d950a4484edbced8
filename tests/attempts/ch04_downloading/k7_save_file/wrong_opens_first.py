"""Opens the file before it knows that there is a page.

Caught by: test_a_bad_status_makes_no_file
"""

import asyncio


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    size = 0
    file = await asyncio.to_thread(path.open, "wb")
    async with session.get(url, raise_for_status=True) as response:
        try:
            async for piece in response.content.iter_chunked(chunk):
                await asyncio.to_thread(file.write, piece)
                size += len(piece)
                if on_progress:
                    on_progress(size)
        except BaseException:
            path.unlink()
            raise
        finally:
            file.close()
    return size
