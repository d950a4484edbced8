"""Uses the executor of the loop, and removes the file in a `finally`."""

import asyncio


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    loop = asyncio.get_running_loop()
    is_whole, size = False, 0
    async with session.get(url, raise_for_status=True) as response:
        file = await loop.run_in_executor(None, path.open, "wb")
        try:
            while piece := await response.content.read(chunk):
                await loop.run_in_executor(None, file.write, piece)
                size += len(piece)
                if on_progress:
                    on_progress(size)
            is_whole = True
        finally:
            await loop.run_in_executor(None, file.close)
            if not is_whole:
                path.unlink(missing_ok=True)
    return size
