"""Leaves the loop, and the source open; asks for one item too many.

Caught by: test_no_item_too_many
"""


async def take(source: AsyncGenerator[T, None], n: int) -> list[T]:
    items: list[T] = []
    async for item in source:
        if len(items) == n:
            break
        items.append(item)
    return items
