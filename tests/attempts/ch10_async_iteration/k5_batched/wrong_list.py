"""Returns a list of lists.

Caught by: test_items_come_in_lists_of_n
"""


async def batched(source, n):
    items = [item async for item in source]
    return [items[start : start + n] for start in range(0, len(items), n)]
