"""Yields the generator of the other pages as if it were an item.

Caught by: test_the_items_of_all_pages_come_in_order
"""


async def paginate(get_page, first):
    page = await get_page(first)
    for item in page.items:
        yield item
    if page.next is not None:
        yield paginate(get_page, page.next)
