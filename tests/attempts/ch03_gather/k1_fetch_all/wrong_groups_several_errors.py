"""Raises one error as it is, and several as a group.

Caught by: test_two_failures_are_no_group
"""

import asyncio


async def fetch_all(fetch, ids):
    results = await asyncio.gather(*map(fetch, ids), return_exceptions=True)
    errors = [r for r in results if isinstance(r, Exception)]
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ExceptionGroup("several failed", errors)
    return results
