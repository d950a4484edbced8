"""Plain gather: the error itself, and the others go on.

Caught by: test_a_failure_comes_out_in_a_group
"""

import asyncio


async def fetch_group(fetch, ids):
    return await asyncio.gather(*(fetch(id) for id in ids))
