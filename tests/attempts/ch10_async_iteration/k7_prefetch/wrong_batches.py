"""Collects n items, hands them out, and collects the next n then.

Caught by: test_source_and_user_work_at_the_same_time
"""

from contextlib import aclosing


async def prefetch(source, n):
    async with aclosing(source):
        batch = []
        try:
            async for item in source:
                batch.append(item)
                if len(batch) == n:
                    for each in batch:
                        yield each
                    batch = []
        finally:
            pass
        for each in batch:
            yield each
