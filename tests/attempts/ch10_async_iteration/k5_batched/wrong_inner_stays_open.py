"""Nobody closes the source when the consumer leaves early.

Caught by: test_closed_in_the_middle
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
