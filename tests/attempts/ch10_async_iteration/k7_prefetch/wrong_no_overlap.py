"""Reads an item when it is asked for.

Caught by: test_it_reads_while_the_consumer_works
"""

import contextlib


async def prefetch(source, n):
    async with contextlib.aclosing(source):
        async for item in source:
            yield item
