"""Takes 0 and an empty link for the end.

Caught by: test_only_none_is_the_end
"""


async def paginate(get_page, first):
    page = await get_page(first)
    while True:
        for item in page.items:
            yield item
        if not page.next:
            break
        page = await get_page(page.next)
