"""Looks whether it has the value, and has it after the wait only.

Caught by: test_a_key_is_fetched_once
"""

import asyncio


async def fetch_dict(fetch, keys):
    found = {}

    async def get(key):
        if key not in found:
            found[key] = await fetch(key)

    await asyncio.gather(*[get(k) for k in keys])
    return found
