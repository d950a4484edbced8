"""Ask a web service for JSON.

Most services answer in JSON. Ask one with parameters, look at the status, and
decode the body, if there is one.

Given      session: an open aiohttp.ClientSession; do not close it
You write  fetch_json
Tools      params, raise_for_status, response.json
Level      core
Time       15 minutes
"""

import asyncio
from typing import Any

import aiohttp

from dojo.site import site


async def fetch_json(
    session: aiohttp.ClientSession, url: str, *, params: dict[str, str] | None = None
) -> Any:
    """Return the value that the service at `url` answers, decoded from JSON.

    `params` become the query of the URL (what stands after the "?"). Every
    text in them arrives as it is, also with spaces, `&` or `=` in it.

    An empty body has the value None, whatever its headers say. Any other body
    is sent as application/json, and is not blank. Whether this succeeds, fails
    or is cancelled, the response is released in the end.

    Example:
        await fetch_json(session, "http://a.org/find", params={"q": "tea &
        milk"})
        ->  {"found": 2}

    Raises:
        aiohttp.ClientResponseError: the status is 400 or more, whatever the
            body is. The exception has this status.
        ValueError: the body is not JSON.
    """
    async with session.get(url, params=params) as response:
        response.raise_for_status()
        # An empty body is no JSON, and need not say that it is.
        if not await response.read():
            return None
        return await response.json()


async def main() -> None:
    pages = {"/find": {"found": 2}, "/empty": ""}
    async with site(pages) as urls, aiohttp.ClientSession() as session:
        find, empty = urls
        print(await fetch_json(session, find, params={"q": "tea & milk"}))
        print(await fetch_json(session, empty))
        try:
            await fetch_json(session, f"{find}/nowhere")
        except aiohttp.ClientResponseError as error:
            print("the status was", error.status)


if __name__ == "__main__":
    asyncio.run(main())
