"""One bad page must not sink the others.

In a long list of URLs some are always broken: a typing error, a server that is down, a
page that has moved. Download all of them at once, and report the broken ones next to
the good ones.

Given      session, an open aiohttp.ClientSession
You write  download_safely
Tools      asyncio.gather, its return_exceptions, or try around each download
Level      core
Time       20 minutes
"""

from collections.abc import Sequence

import aiohttp


async def download_safely(
    session: aiohttp.ClientSession, urls: Sequence[str]
) -> dict[str, int | aiohttp.ClientError]:
    """Return for each URL the size of its page in bytes, or why it could not be had.

    The keys are in the order of `urls`, in which no URL stands twice. All pages are
    downloaded at the same time, and a download that fails stops no other. A status of
    400 or more is a failure (an aiohttp.ClientResponseError), and so is whatever else
    aiohttp reports with an aiohttp.ClientError.

    Example:
        await download_safely(session, ["http://a.org/", "http://nowhere.org/"])
        ->  {"http://a.org/": 1270, "http://nowhere.org/": ClientConnectorError(...)}

    Raises:
        asyncio.CancelledError: somebody cancels this. Then nothing stays in flight.
    """
    raise NotImplementedError
