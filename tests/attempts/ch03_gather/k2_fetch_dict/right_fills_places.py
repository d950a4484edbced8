"""Reserves the places first, and lets each request fill its own."""

import asyncio


async def fetch_dict(fetch, keys):
    found = dict.fromkeys(keys)

    async def fill(key):
        found[key] = await fetch(key)

    await asyncio.gather(*(fill(key) for key in list(found)))
    return found
