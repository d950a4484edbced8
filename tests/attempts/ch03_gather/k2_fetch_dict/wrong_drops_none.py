"""Leaves out the keys whose value is None.

Caught by: test_any_value_is_a_value
"""

import asyncio


async def fetch_dict(fetch, keys):
    unique = list(dict.fromkeys(keys))
    values = await asyncio.gather(*map(fetch, unique))
    return {k: v for k, v in zip(unique, values) if v is not None}
