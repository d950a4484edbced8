"""Fetch everything at once, each key once.

A list of keys often has the same key twice. Fetch each key once, all at the
same time, and say which answer belongs to which key.

Given      fetch: call it with one key, and await what you get
You write  fetch_dict
Tools      asyncio.gather, zip, dict.fromkeys
Level      core
Time       10 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable

# Call it with one key, and await what you get: answer = await fetch(key)
Fetch = Callable[[str], Awaitable[str]]


async def fetch_dict(fetch: Fetch, keys: list[str]) -> dict[str, str]:
    """Return {key: await fetch(key)}, in the order in which keys first come.

    All requests are at work at the same time. A key that comes twice is
    fetched once. No keys: an empty dict.

    If a request fails, its exception reaches the caller.

    Example:
        await fetch_dict(fetch, ["b", "a", "b"])  ->  {"b": "page b", "a":
            "page a"}
    """
    distinct = list(dict.fromkeys(keys))
    values = await asyncio.gather(*(fetch(key) for key in distinct))
    return dict(zip(distinct, values, strict=True))


async def slow_page(key: str) -> str:
    print(f"fetching {key}")
    await asyncio.sleep(1)
    return f"page {key}"


if __name__ == "__main__":
    print(asyncio.run(fetch_dict(slow_page, ["b", "a", "b"])))
