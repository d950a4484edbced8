"""Download many pages with one session.

This is what asyncio is for. The program asks for all pages at once, and has them all
when the slowest one is there.

You write  page_sizes
Tools      aiohttp.ClientSession, asyncio.gather or asyncio.TaskGroup
Level      core
Time       20 minutes
"""

import asyncio
from collections.abc import Sequence

import aiohttp


async def page_sizes(urls: Sequence[str]) -> list[tuple[str, int]]:
    """Return each URL with the size of its page in bytes, in the order of `urls`.

    All pages are downloaded at the same time, with one aiohttp.ClientSession for all
    of them. However this ends, the session is closed and nothing is in flight any
    more. A URL that stands twice comes twice. No URLs: an empty list.

    Example:
        await page_sizes(["http://a.org/", "http://b.org/"])
        ->  [("http://a.org/", 1270), ("http://b.org/", 513)]

    Raises:
        aiohttp.ClientResponseError: a status is 400 or more.
        aiohttp.ClientError: whatever else aiohttp raises. It is raised as soon as the
            first download fails, and by itself: not within an ExceptionGroup.
    """
    async with aiohttp.ClientSession(raise_for_status=True) as session:

        async def page_size(url: str) -> tuple[str, int]:
            async with session.get(url) as response:
                return url, len(await response.read())

        return await asyncio.gather(*(page_size(url) for url in urls))
