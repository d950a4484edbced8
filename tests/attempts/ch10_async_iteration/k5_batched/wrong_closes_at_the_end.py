"""Closes the source at the end, which an early close never reaches.

Caught by: test_an_early_close_closes_the_source
"""


async def batched(source, n):
    batch = []
    async for item in source:
        batch.append(item)
        if len(batch) == n:
            yield batch
            batch = []
    await source.aclose()
    if batch:
        yield batch
