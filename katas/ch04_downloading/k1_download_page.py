"""Download a page.

First read "Opening and closing" in lesson 4, katas/ch04_downloading/README.md.

The first thing that everybody does with aiohttp: ask for a page, and read it.
The session is given: a program has one for all its requests.

With this kata the first hour is done. Then `uv run kata demo` downloads a
hundred pages with your own code: one after another, and all together.

Given      session: an open aiohttp.ClientSession; do not close it
You write  download_page
Tools      session.get, async with, response.text
Level      first hour
Time       10 minutes
"""

import asyncio

import aiohttp

from dojo.site import site


async def download_page(session: aiohttp.ClientSession, url: str) -> str:
    """Return the text of the page at `url`, decoded as the server says.

    Whether this succeeds, fails or is cancelled, the response is released in
    the end. Only `session` is used, and it stays open.

    Example:
        await download_page(session, "http://a.org/")  ->  "<html>..."

    Raises:
        aiohttp.ClientResponseError: the status is 400 or more.
        aiohttp.ClientError: the download fails in another way.
    """
    raise NotImplementedError


async def main() -> None:
    pages = {"/": "Hello from a page!"}
    async with site(pages) as urls, aiohttp.ClientSession() as session:
        print(await download_page(session, urls[0]))


if __name__ == "__main__":
    asyncio.run(main())
