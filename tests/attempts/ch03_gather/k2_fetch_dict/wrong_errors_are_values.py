"""Keeps the exceptions as values.

Caught by: test_a_failure_reaches_the_caller
"""

import asyncio


async def fetch_dict(fetch, keys):
    keys = list(dict.fromkeys(keys))
    return dict(
        zip(keys, await asyncio.gather(*map(fetch, keys), return_exceptions=True))
    )
