"""Asks again where a request fails.

Caught by: test_a_request_is_made_once
"""

import asyncio


async def fetch_all(fetch, ids):
    async def one(id):
        try:
            return await fetch(id)
        except OSError:
            return await fetch(id)

    return await asyncio.gather(*map(one, ids))
