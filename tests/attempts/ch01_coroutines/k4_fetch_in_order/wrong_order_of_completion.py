"""Puts the answers in the order in which they come.

Caught by: test_any_ids_and_any_latencies
"""

import asyncio


async def fetch_in_order(fetch, ids):
    pages = []
    for done in asyncio.as_completed([fetch(x) for x in ids]):
        pages.append(await done)
    return pages
