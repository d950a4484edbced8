"""Ask a web service for JSON.

Most services answer in JSON. A client asks with parameters, looks at the status, and
decodes the body, if there is one.

Given      session, an open aiohttp.ClientSession
You write  fetch_json
Tools      params, raise_for_status, response.json
Level      core
Time       15 minutes
"""

from collections.abc import Mapping
from typing import Any

import aiohttp


async def fetch_json(
    session: aiohttp.ClientSession,
    url: str,
    *,
    params: Mapping[str, str] | None = None,
) -> Any:
    """Return the value that the service at `url` answers, decoded from JSON.

    `params` become the query of the URL; whatever stands in them arrives as it is,
    also spaces, `&` and `=`. An answer with status 204, or with an empty body, has the
    value None. When this returns or raises, nothing is in flight any more.

    Example:
        await fetch_json(session, "http://a.org/find", params={"q": "tea & milk"})
        ->  {"found": 2}

    Raises:
        aiohttp.ClientResponseError: the status is 400 or more; the error has it.
        json.JSONDecodeError: the body claims to be JSON, and is not.
    """
    raise NotImplementedError
