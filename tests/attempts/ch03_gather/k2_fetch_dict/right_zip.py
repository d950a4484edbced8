"""Drops duplicates, gathers, zips."""

import asyncio


async def fetch_dict(fetch, keys):
    keys = list(dict.fromkeys(keys))
    return dict(zip(keys, await asyncio.gather(*map(fetch, keys))))
