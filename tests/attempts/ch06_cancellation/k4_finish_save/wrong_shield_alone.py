"""Shields the save, and leaves when it is cancelled.

Caught by: test_the_save_is_over_before_it_ends
"""

import asyncio


async def finish_save(coro):
    return await asyncio.shield(coro)
