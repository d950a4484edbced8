"""Asks for the link before the items are yielded, and loses the last page.

Caught by: test_the_items_of_all_pages_come_in_order
"""


async def paginate(get_page, first):
    page = await get_page(first)
    while page.next is not None:
        for item in page.items:
            yield item
        page = await get_page(page.next)
