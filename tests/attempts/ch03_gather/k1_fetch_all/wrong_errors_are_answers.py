"""Lets gather return exceptions as if they were answers.

Caught by: test_a_failure_reaches_the_caller
"""

import asyncio


async def fetch_all(fetch, ids):
    return await asyncio.gather(*map(fetch, ids), return_exceptions=True)
