"""Drops results that are None.

Caught by: test_any_value_is_a_result
"""

import asyncio


async def settle(coros):
    items = await asyncio.gather(*coros, return_exceptions=True)
    errors = [item for item in items if isinstance(item, BaseException)]
    return [x for x in items if x is not None and x not in errors], errors
