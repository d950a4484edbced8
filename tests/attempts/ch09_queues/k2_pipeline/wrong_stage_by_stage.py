"""All items go through the first stage before the second one begins.

Caught by: test_all_work_at_the_same_time
"""


async def pipeline(source, *stages, buffer):
    items = [item async for item in source]
    for stage in stages:
        items = [await stage(item) for item in items]
    for item in items:
        yield item
