"""Report the sizes of pages: the whole program.

Put the parts together: an ordinary function that downloads several pages at
once, and prints their sizes. When it is solved, try it with the URL of any
page:

    uv run python -m katas.ch04_downloading.k3_report_pages
    https://www.python.org

You write  report_pages
Tools      asyncio.run, aiohttp.ClientSession, asyncio.gather
Level      core
Time       15 minutes
"""

import asyncio
import sys

import aiohttp


def report_pages(urls: list[str]) -> None:
    """Print "URL is N bytes long" for each URL, in the order of `urls`.

    N is the size of the page in bytes. All pages are downloaded at the same
    time, with one session. If a download fails, nothing is printed. Whether
    this succeeds or fails, the session and the event loop are closed in the
    end.

    A URL that comes twice has two lines.

    Example:
        report_pages(["http://a.org/", "http://b.org/"])  prints
            http://a.org/ is 1270 bytes long
            http://b.org/ is 513 bytes long

    Raises:
        aiohttp.ClientError: a download fails, or a status is 400 or more.
    """
    for url, size in zip(urls, asyncio.run(_sizes(urls)), strict=True):
        print(f"{url} is {size} bytes long")


async def _sizes(urls: list[str]) -> list[int]:
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        return await asyncio.gather(*(_size(session, url) for url in urls))


async def _size(session: aiohttp.ClientSession, url: str) -> int:
    async with session.get(url) as response:
        return len(await response.read())


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("Which pages? Give one URL or more.")
    try:
        report_pages(sys.argv[1:])
    except aiohttp.ClientError as error:
        sys.exit(f"A download failed: {type(error).__name__}: {error}")
