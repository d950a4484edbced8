"""Collects the answers in a dict.

Caught by: test_the_same_id_is_fetched_again
"""

import asyncio


async def fetch_all(fetch, ids):
    requests = {x: asyncio.create_task(fetch(x)) for x in ids}
    return [await task for task in requests.values()]
