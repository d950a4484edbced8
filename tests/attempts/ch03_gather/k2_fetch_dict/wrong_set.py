"""Drops duplicates with a set, and the order too.

Caught by: test_the_keys_keep_their_order
"""

import asyncio


async def fetch_dict(fetch, keys):
    keys = sorted(set(keys))
    return dict(zip(keys, await asyncio.gather(*map(fetch, keys))))
