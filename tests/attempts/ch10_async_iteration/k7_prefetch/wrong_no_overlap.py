"""Asks the source when it is asked itself.

Caught by: test_source_and_user_work_at_the_same_time
"""

from contextlib import aclosing


async def prefetch(source, n):
    async with aclosing(source):
        async for item in source:
            yield item
