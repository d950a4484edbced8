"""Collects everything first.

Caught by: test_a_list_comes_when_it_is_full
"""

from contextlib import aclosing


async def batched(source, n):
    async with aclosing(source):
        items = [item async for item in source]
    for start in range(0, len(items), n):
        yield items[start : start + n]
