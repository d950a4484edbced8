"""Copies of a list that grows."""

from contextlib import aclosing


async def batched(source, n):
    batch = []
    async with aclosing(source) as items:
        async for item in items:
            batch.append(item)
            if len(batch) < n:
                continue
            yield batch[:]
            batch.clear()
        if len(batch) > 0:
            yield list(batch)
