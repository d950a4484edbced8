"""Closes the source after an Exception, and an early close is none.

Caught by: test_an_early_close_closes_the_source
"""


async def batched(source, n):
    batch = []
    try:
        async for item in source:
            batch.append(item)
            if len(batch) == n:
                yield batch
                batch = []
    except Exception:
        await source.aclose()
        raise
    if batch:
        yield batch
