"""Fetches all pages before it yields the first item.

Caught by: test_it_fetches_no_more_than_needed
"""


async def paginate(get_page, first):
    result = []
    page = first
    while page is not None:
        items, page = await get_page(page)
        result.extend(items)
    for item in result:
        yield item
