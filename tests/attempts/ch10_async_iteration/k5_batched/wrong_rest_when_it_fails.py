"""Hands an unfinished list over when the source fails.

Caught by: test_what_the_source_raises
"""

import contextlib


async def batched(source, n):
    batch = []
    async with contextlib.aclosing(source):
        try:
            async for item in source:
                batch.append(item)
                if len(batch) == n:
                    yield batch
                    batch = []
        finally:
            if batch:
                yield batch
