"""Not too many at once.

A hundred requests at the same time are unfriendly, and a server may refuse
them. So keep to a limit: never have more requests open, and never fewer while
pages are left.

Given      session: an open aiohttp.ClientSession; do not close it
You write  download_limited
Tools      asyncio.Semaphore, or a few workers
Level      core
Time       25 minutes
"""

import asyncio
import time

import aiohttp

from dojo.site import site


async def download_limited(
    session: aiohttp.ClientSession, urls: list[str], limit: int
) -> dict[str, int]:
    """Return the size in bytes of each page, in the order of `urls`.

    No more than `limit` requests are open at any moment. A request is open
    until its body has been read. The requests begin in the order of `urls`: as
    soon as one of them is done, the next one begins. Only `session` is used.

    No URL comes twice, and `limit` is at least 1.

    Example:
        await download_limited(session, ["http://a.org/", "http://b.org/"], 1)
        ->  {"http://a.org/": 1270, "http://b.org/": 513}

    Raises:
        aiohttp.ClientResponseError: a status is 400 or more. The other
            downloads may go on.
    """
    slots = asyncio.Semaphore(limit)

    async def size(url: str) -> int:
        async with slots, session.get(url, raise_for_status=True) as response:
            return len(await response.read())

    sizes = await asyncio.gather(*(size(url) for url in urls))
    return dict(zip(urls, sizes, strict=True))


async def main() -> None:
    pages = {f"/{number}": f"This is page {number}" for number in range(6)}
    async with site(pages) as urls, aiohttp.ClientSession() as session:
        for limit in (1, 2, 6):
            began = time.perf_counter()
            sizes = await download_limited(session, urls, limit)
            seconds = time.perf_counter() - began
            print(f"{len(sizes)} pages, {limit} at a time: {seconds:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
