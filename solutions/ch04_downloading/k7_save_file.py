"""Save a large file, piece by piece.

A file may be too large for the memory. Write each piece to the disk when it
comes. A slow disk must not stop the other tasks. If something goes wrong,
leave no half file.

Given      session: an open aiohttp.ClientSession; do not close it;
           on_progress: an ordinary function; call it with one number
You write  save_file
Tools      response.content.iter_chunked, asyncio.to_thread, try and finally
Level      further
Time       30 minutes
"""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

import aiohttp

from dojo.site import site

# An ordinary function: call it with one number, and do not await it.
OnProgress = Callable[[int], None]


async def save_file(
    session: aiohttp.ClientSession,
    url: str,
    path: Path,
    *,
    chunk: int = 65536,
    on_progress: OnProgress | None = None,
) -> int:
    """Download `url` into the file `path`, and return its size in bytes.

    Each piece is written when it comes; no write has more than `chunk` bytes.
    The file is opened and written in a thread. After each write, `on_progress`
    (if it is given) is called with the number of bytes that have been written
    so far.

    An older file at `path` is replaced. When this raises or is cancelled, no
    half file is left there: at `path` is the older file, or none. Whether this
    succeeds, fails or is cancelled, the response is released in the end.

    Example:
        await save_file(session, "http://a.org/film", Path("film"))  ->
            734003200

    Raises:
        aiohttp.ClientResponseError: the status is 400 or more.
        aiohttp.ClientError: the connection is lost.
        Whatever `on_progress` raises.
    """
    # A thread goes on when its task is cancelled: it must not make a file at `path`.
    part = path.with_name(f"{path.name}.part")
    try:
        async with session.get(url) as response:
            response.raise_for_status()
            size = await _write(response, part, chunk, on_progress)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return size


async def _write(
    response: aiohttp.ClientResponse,
    path: Path,
    chunk: int,
    on_progress: OnProgress | None,
) -> int:
    written = 0
    file = await asyncio.to_thread(path.open, "wb")
    try:
        async for piece in response.content.iter_chunked(chunk):
            await asyncio.to_thread(file.write, piece)
            written += len(piece)
            if on_progress is not None:
                on_progress(written)
    finally:
        await asyncio.to_thread(file.close)
    return written


def show_progress(written: int) -> None:
    print(f"{written} bytes are on the disk")


async def main(folder: str) -> None:
    pages, path = {"/film": b"x" * 250_000}, Path(folder, "film")
    async with site(pages) as urls, aiohttp.ClientSession() as session:
        size = await save_file(session, urls[0], path, on_progress=show_progress)
        print(f"the whole file has {size} bytes")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(main(folder))
