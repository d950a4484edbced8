"""Reads n, hands n over, reads n.

Caught by: test_it_reads_while_the_consumer_works
"""

import contextlib


async def prefetch(source, n):
    async with contextlib.aclosing(source):
        while True:
            batch = []
            async for item in source:
                batch.append(item)
                if len(batch) == n:
                    break
            for item in batch:
                yield item
            if len(batch) < n:
                return
