"""One at a time.

Caught by: test_never_more_than_the_limit
"""


async def bounded_map(fn, items, limit):
    return [await fn(item) for item in items]
