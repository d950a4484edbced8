"""Writes to the disk on the event loop.

Caught by: test_the_loop_never_touches_the_disk
"""


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    size = 0
    async with session.get(url, raise_for_status=True) as response:
        try:
            with open(path, "wb") as file:
                async for piece in response.content.iter_chunked(chunk):
                    file.write(piece)
                    size += len(piece)
                    if on_progress:
                        on_progress(size)
        except BaseException:
            path.unlink()
            raise
    return size
