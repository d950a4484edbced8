"""Returns what gather gives, without awaiting it.

Caught by: test_the_answers_come_in_order
"""

import asyncio


async def fetch_all(fetch, ids):
    return asyncio.gather(*(fetch(x) for x in ids))
