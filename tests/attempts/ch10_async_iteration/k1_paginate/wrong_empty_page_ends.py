"""Stops at the first empty page.

Caught by: test_an_empty_page_is_not_the_end
"""


async def paginate(get_page, first):
    link = first
    while link is not None:
        page = await get_page(link)
        if not page.items:
            return
        for item in page.items:
            yield item
        link = page.next
