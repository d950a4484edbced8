"""Gathers a list of coroutines."""

import asyncio


async def fetch_all(fetch, ids):
    requests = [fetch(x) for x in ids]
    return list(await asyncio.gather(*requests))
