"""Makes all tasks first: they begin at once.

Caught by: test_a_batch_waits_for_the_batch_before
"""

import asyncio


async def in_batches(fetch, ids, size):
    tasks = [asyncio.create_task(fetch(x)) for x in ids]
    answers = []
    for start in range(0, len(tasks), size):
        answers += await asyncio.gather(*tasks[start : start + size])
    return answers
