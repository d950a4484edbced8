"""Fetches a key as often as it comes.

Caught by: test_a_key_is_fetched_once
"""

import asyncio


async def fetch_dict(fetch, keys):
    keys = list(keys)
    return dict(zip(keys, await asyncio.gather(*map(fetch, keys))))
