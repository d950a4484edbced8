"""Fetches the next page before it hands over this one.

Caught by: test_it_fetches_no_more_than_needed
"""


async def paginate(get_page, first):
    items, page = await get_page(first)
    while page is not None:
        following, page = await get_page(page)
        for item in items:
            yield item
        items = following
    for item in items:
        yield item
