"""Leaves the source to the garbage collector.

Caught by: test_an_early_close_closes_the_source
"""


async def batched(source, n):
    batch = []
    async for item in source:
        batch.append(item)
        if len(batch) == n:
            yield batch
            batch = []
    if batch:
        yield batch
