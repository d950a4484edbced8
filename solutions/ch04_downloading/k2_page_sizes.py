"""Download many pages with one session.

This is what asyncio is for: ask for all pages at once. As soon as the slowest
page is there, you have all of them.

You write  page_sizes
Tools      aiohttp.ClientSession, asyncio.gather or asyncio.TaskGroup
Level      core
Time       20 minutes
"""

import asyncio
import time

import aiohttp

from dojo.site import site


async def page_sizes(urls: list[str]) -> list[tuple[str, int]]:
    """Return each URL with its page's size in bytes, in the order of `urls`.

    All pages are downloaded at the same time, with one aiohttp.ClientSession.
    Whether this succeeds, fails or is cancelled, the session is closed in the
    end.

    A URL that comes twice comes twice in the result. No URLs: an empty list.

    Example:
        await page_sizes(["http://a.org/", "http://b.org/"])
        ->  [("http://a.org/", 1270), ("http://b.org/", 513)]

    Raises:
        aiohttp.ClientResponseError: a status is 400 or more.
        aiohttp.ClientError: a download fails in another way. The first failure
            is raised at once: itself, not an ExceptionGroup.
    """
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        return await asyncio.gather(*(_page_size(session, url) for url in urls))


async def _page_size(session: aiohttp.ClientSession, url: str) -> tuple[str, int]:
    async with session.get(url) as response:
        return url, len(await response.read())


async def main() -> None:
    pages = {"/ada": "Hello!", "/bob": "A longer page", "/eve": "Bye"}
    async with site(pages, seconds=0.5) as urls:
        began = time.perf_counter()
        for url, size in await page_sizes(urls):
            print(f"{url} has {size} bytes")
        print(f"3 pages of 0.5 s each: {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
