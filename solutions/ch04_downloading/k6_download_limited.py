"""Not too many at once.

A hundred requests at the same time are unfriendly, and a server may lock out a client
that sends them. Download everything, with no more than a few requests open at any
moment, and never fewer than there could be.

Given      session, an open aiohttp.ClientSession
You write  download_limited
Tools      asyncio.Semaphore, or a few workers
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Sequence

import aiohttp


async def download_limited(
    session: aiohttp.ClientSession, urls: Sequence[str], limit: int
) -> dict[str, int]:
    """Return the size in bytes of the page at each URL, in the order of `urls`.

    No more than `limit` requests are open at any moment; a request is open until its
    body has been read to the end. The requests begin in the order of `urls`. As soon as
    one is done, the next one begins. No URL stands twice in `urls`, and `limit` is at
    least 1.

    Example:
        await download_limited(session, ["http://a.org/", "http://b.org/"], 1)
        ->  {"http://a.org/": 1270, "http://b.org/": 513}

    Raises:
        aiohttp.ClientResponseError: a status is 400 or more.
    """
    slots = asyncio.Semaphore(limit)

    async def size(url: str) -> int:
        async with slots, session.get(url, raise_for_status=True) as response:
            return len(await response.read())

    sizes = await asyncio.gather(*(size(url) for url in urls))
    return dict(zip(urls, sizes, strict=True))
