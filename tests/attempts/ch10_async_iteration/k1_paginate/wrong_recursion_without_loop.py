"""Calls itself for the other pages, and nobody reads them.

Caught by: test_the_items_of_all_pages_in_order
"""


async def paginate(get_page, first):
    items, page = await get_page(first)
    for item in items:
        yield item
    if page is not None:
        paginate(get_page, page)
