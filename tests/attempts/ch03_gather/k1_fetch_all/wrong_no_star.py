"""Hands gather a list instead of its elements.

Caught by: test_the_answers_come_in_order
"""

import asyncio


async def fetch_all(fetch, ids):
    return await asyncio.gather([fetch(x) for x in ids])
