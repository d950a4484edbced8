"""Takes an empty page for the end.

Caught by: test_empty_pages
"""


async def paginate(get_page, first):
    page = first
    while page is not None:
        items, page = await get_page(page)
        if not items:
            return
        for item in items:
            yield item
