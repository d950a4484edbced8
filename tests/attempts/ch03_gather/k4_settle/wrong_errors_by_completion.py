"""The errors are in the order in which they came.

Caught by: test_both_lists_are_in_order
"""

import asyncio


async def settle(coros):
    errors = []

    async def run(c):
        try:
            return [await c]
        except (Exception, asyncio.CancelledError) as e:
            errors.append(e)
            return []

    found = await asyncio.gather(*map(run, coros))
    return [x for f in found for x in f], errors
