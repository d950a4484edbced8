"""Stops at the page that names no other one, and forgets its items.

Caught by: test_one_page
"""


async def paginate(get_page, first):
    items, page = await get_page(first)
    while page is not None:
        for item in items:
            yield item
        items, page = await get_page(page)
