"""Counts with len() and indexes, so it cannot read a generator.

Caught by: test_ids_may_come_from_a_generator
"""


async def fetch_in_order(fetch, ids):
    return [await fetch(ids[i]) for i in range(len(ids))]
