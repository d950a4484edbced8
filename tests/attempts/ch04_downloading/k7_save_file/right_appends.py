"""Opens the file for each piece, in a thread."""

import asyncio


def append(path, piece, mode):
    with open(path, mode) as file:
        file.write(piece)


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    size = 0
    async with session.get(url) as response:
        response.raise_for_status()
        try:
            await asyncio.to_thread(append, path, b"", "wb")
            async for piece in response.content.iter_chunked(chunk):
                await asyncio.to_thread(append, path, piece, "ab")
                size += len(piece)
                if on_progress is not None:
                    on_progress(size)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return size
