"""Catches the first failure of the whole.

Caught by: test_results_and_errors_are_apart
"""

import asyncio


async def settle(coros):
    try:
        return await asyncio.gather(*coros), []
    except Exception as error:
        return [], [error]
