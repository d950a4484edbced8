"""Save a large file, piece by piece.

A file may be larger than the memory. Write it to the disk while it comes, let a slow
disk stop nobody else, and leave no half file behind when something goes wrong.

Given      session, an open aiohttp.ClientSession
You write  save_file
Tools      response.content.iter_chunked, asyncio.to_thread, try and finally
Level      further
Time       30 minutes
"""

from collections.abc import Callable
from pathlib import Path

import aiohttp


async def save_file(
    session: aiohttp.ClientSession,
    url: str,
    path: Path,
    *,
    chunk: int = 65536,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Download `url` into the file `path`, and return its size in bytes.

    The file is written while it comes: no write has more than `chunk` bytes. It is
    opened and written in a thread, never on the event loop. It takes the place of an
    older file at `path`. After each write `on_progress` is called with the number of
    bytes written so far. When this raises, it leaves no half file at `path`, and
    nothing is in flight.

    Example:
        await save_file(session, "http://a.org/film", Path("film"))  ->  734003200

    Raises:
        aiohttp.ClientResponseError: the status is 400 or more.
        aiohttp.ClientError: the connection is lost.
        asyncio.CancelledError: somebody cancels this.
    """
    raise NotImplementedError
