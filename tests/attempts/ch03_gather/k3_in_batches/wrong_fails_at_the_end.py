"""Goes on with the next batches after a failure.

Caught by: test_no_batch_begins_after_a_failure
"""

import asyncio


async def in_batches(fetch, ids, size):
    results = []
    for n in range(0, len(ids), size):
        results += await asyncio.gather(
            *map(fetch, ids[n : n + size]), return_exceptions=True
        )
    for r in results:
        if isinstance(r, BaseException):
            raise r
    return results
