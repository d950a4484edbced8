"""Collects everything, and returns a list.

Caught by: test_the_items_of_all_pages_come_in_order
"""


async def paginate(get_page, first):
    items = []
    link = first
    while link is not None:
        page = await get_page(link)
        items.extend(page.items)
        link = page.next
    return items
