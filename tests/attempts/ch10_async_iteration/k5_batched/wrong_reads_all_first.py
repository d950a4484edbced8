"""Reads the whole source first.

Caught by: test_it_asks_for_no_more_than_a_list
"""


async def batched(source, n):
    items = [item async for item in source]
    for place in range(0, len(items), n):
        yield items[place : place + n]
