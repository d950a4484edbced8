"""Yields whole pages.

Caught by: test_the_items_of_all_pages_in_order
"""


async def paginate(get_page, first):
    page = first
    while page is not None:
        items, page = await get_page(page)
        yield items
