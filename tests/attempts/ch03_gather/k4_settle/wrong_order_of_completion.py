"""Sorts them in the order in which they end.

Caught by: test_both_lists_are_in_order
"""

import asyncio


async def settle(coros):
    results, errors = [], []
    for done in asyncio.as_completed(list(coros)):
        try:
            results.append(await done)
        except BaseException as error:
            errors.append(error)
    return results, errors
