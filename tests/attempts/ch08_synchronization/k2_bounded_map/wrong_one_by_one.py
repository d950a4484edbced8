"""Calls one after another.

Caught by: test_fewer_items_than_places
"""


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError
    try:
        return [await fn(item) for item in items]
    except Exception as error:
        raise ExceptionGroup("failed", [error]) from None
