"""Forgets the last batch if it is not full.

Caught by: test_the_last_batch_may_be_smaller
"""

import asyncio


async def in_batches(fetch, ids, size):
    answers = []
    for number in range(len(ids) // size):
        batch = ids[number * size : (number + 1) * size]
        answers += await asyncio.gather(*map(fetch, batch))
    return answers
