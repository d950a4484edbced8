"""Closes the source, but not the generator of its own that uses it.

Caught by: test_an_early_close_closes_the_source
"""

import asyncio


async def numbered(source):
    number = 0
    async for item in source:
        yield number, item
        number += 1


async def batched(source, n):
    batch = []
    async for number, item in numbered(source):
        batch.append(item)
        if number % n == n - 1:
            yield batch
            batch = []
    if batch:
        yield batch
    await source.aclose()
