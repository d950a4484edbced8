"""Takes an empty name for the end.

Caught by: test_a_name_may_be_empty
"""


async def paginate(get_page, first):
    page = first
    while page:
        items, page = await get_page(page)
        for item in items:
            yield item
