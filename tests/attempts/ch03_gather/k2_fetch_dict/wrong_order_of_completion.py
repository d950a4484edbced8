"""Puts each value into the dict when it is there.

Caught by: test_the_keys_keep_their_order
"""

import asyncio


async def fetch_dict(fetch, keys):
    found = {}

    async def add(key):
        found[key] = await fetch(key)

    await asyncio.gather(*(add(key) for key in dict.fromkeys(keys)))
    return found
