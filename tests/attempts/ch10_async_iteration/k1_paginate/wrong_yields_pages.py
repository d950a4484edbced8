"""Yields the list of each page.

Caught by: test_the_items_of_all_pages_come_in_order
"""


async def paginate(get_page, first):
    link = first
    while link is not None:
        page = await get_page(link)
        yield page.items
        link = page.next
