"""Sends all requests at once.

Caught by: test_one_request_at_a_time
"""

import asyncio


async def fetch_in_order(fetch, ids):
    return await asyncio.gather(*(fetch(x) for x in ids))
