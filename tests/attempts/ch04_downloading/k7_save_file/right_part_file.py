"""Writes under another name, and renames what is whole."""

import asyncio


async def save_file(session, url, path, *, chunk=65536, on_progress=None):
    part = path.with_name(path.name + ".part")
    size = 0
    try:
        async with session.get(url) as response:
            response.raise_for_status()
            file = await asyncio.to_thread(open, part, "wb")
            try:
                while piece := await response.content.read(chunk):
                    size += await asyncio.to_thread(file.write, piece)
                    if on_progress is not None:
                        on_progress(size)
            finally:
                await asyncio.to_thread(file.close)
        await asyncio.to_thread(part.replace, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return size
