"""Takes any failure for the end, and asks for the page of no link.

Caught by: test_the_items_of_all_pages_come_in_order
"""


async def paginate(get_page, first):
    link = first
    while True:
        try:
            page = await get_page(link)
        except Exception:
            break
        for item in page.items:
            yield item
        link = page.next
