"""Handles one item after the other.

Caught by: test_a_few_work_at_the_same_time
"""


async def worker_pool(handle, items, workers):
    return [await handle(item) for item in items]
