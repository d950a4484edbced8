"""Lets all of them finish, and puts the errors into a group then.

Caught by: test_the_others_are_cancelled
"""

import asyncio


async def fetch_group(fetch, ids):
    results = await asyncio.gather(*map(fetch, ids), return_exceptions=True)
    if errors := [r for r in results if isinstance(r, Exception)]:
        raise ExceptionGroup("failed", errors)
    return results
