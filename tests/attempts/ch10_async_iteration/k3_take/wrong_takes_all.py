"""Takes all items, and returns the first few.

Caught by: test_no_item_too_many
"""


async def take(source, n):
    return [item async for item in source][:n]
