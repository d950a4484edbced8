"""Each item goes through all stages before the next one is read.

Caught by: test_all_work_at_the_same_time
"""

from contextlib import aclosing


async def pipeline(source, *stages, buffer):
    items = aiter(source)
    try:
        async for item in items:
            for stage in stages:
                item = await stage(item)
            yield item
    finally:
        if hasattr(items, "aclose"):
            async with aclosing(items):
                pass
