"""Fetches each page once for its items, and once more for its link.

Caught by: test_the_items_of_all_pages_come_in_order
"""


async def paginate(get_page, first):
    link = first
    while link is not None:
        for item in (await get_page(link)).items:
            yield item
        link = (await get_page(link)).next
