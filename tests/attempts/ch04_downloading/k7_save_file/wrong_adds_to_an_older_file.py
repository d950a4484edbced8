"""Opens the file anew for each piece, and adds to what is there.

Caught by: test_an_older_file_is_replaced
"""

import asyncio


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    def append(data):
        with path.open("ab") as file:
            file.write(data)

    written = 0
    try:
        async with session.get(url) as response:
            response.raise_for_status()
            await asyncio.to_thread(append, b"")
            async for data in response.content.iter_chunked(chunk):
                await asyncio.to_thread(append, data)
                written += len(data)
                if on_progress:
                    on_progress(written)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return written
