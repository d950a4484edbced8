"""Asks for all items at the same time.

Caught by: test_the_first_items_come_in_order
"""

import asyncio
from contextlib import aclosing


async def take(source, n):
    async with aclosing(source):
        return await asyncio.gather(*[anext(source) for _ in range(n)])
