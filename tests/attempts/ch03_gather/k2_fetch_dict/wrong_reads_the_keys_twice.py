"""Goes through the keys twice.

Caught by: test_keys_may_come_from_an_iterator
"""

import asyncio


async def fetch_dict(fetch, keys):
    values = await asyncio.gather(*(fetch(key) for key in dict.fromkeys(keys)))
    return dict(zip(dict.fromkeys(keys), values))
