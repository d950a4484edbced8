"""One bad page must not stop the others.

In a long list of URLs some are bad: a typing error, a server that is down. Say
what went wrong with these, and give the sizes of the others.

Given      session: an open aiohttp.ClientSession; do not close it
You write  download_safely
Tools      asyncio.gather with return_exceptions, or try around each download
Level      core
Time       20 minutes
"""

import asyncio

import aiohttp

from dojo.site import site


async def download_safely(
    session: aiohttp.ClientSession, urls: list[str]
) -> dict[str, int | aiohttp.ClientError]:
    """Return for each URL the size of its page in bytes, or its exception.

    All pages are downloaded at the same time, and a download that fails does
    not stop the others: its aiohttp.ClientError is the value of its URL. A
    status of 400 or more is an aiohttp.ClientResponseError. Any other
    exception is raised, or an ExceptionGroup with it.

    The keys are in the order of `urls`. No URL comes twice.

    Cancelled, it cancels all downloads, and is cancelled itself.

    Example:
        await download_safely(session, ["http://a.org/",
        "http://nowhere.org/"])
        ->  {"http://a.org/": 1270, "http://nowhere.org/":
            ClientConnectorError(...)}
    """
    raise NotImplementedError


async def main() -> None:
    pages = {"/ada": "Hello!", "/eve": "Bye"}
    async with site(pages) as urls, aiohttp.ClientSession() as session:
        ada, eve = urls
        sizes = await download_safely(session, [ada, f"{ada}/nowhere", eve])
        for url, size in sizes.items():
            print(f"{url}: {size}")


if __name__ == "__main__":
    asyncio.run(main())
