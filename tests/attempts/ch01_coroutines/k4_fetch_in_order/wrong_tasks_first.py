"""Makes all tasks, and awaits them in turn.

Caught by: test_one_request_at_a_time
"""

import asyncio


async def fetch_in_order(fetch, ids):
    tasks = [asyncio.create_task(fetch(x)) for x in ids]
    return [await task for task in tasks]
