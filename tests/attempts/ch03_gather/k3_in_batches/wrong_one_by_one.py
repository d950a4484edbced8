"""Fetches one after another.

Caught by: test_a_batch_is_fetched_together
"""


async def in_batches(fetch, ids, size):
    return [await fetch(x) for x in ids]
