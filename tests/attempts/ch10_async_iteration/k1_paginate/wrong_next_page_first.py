"""Fetches the next page before it yields the items of this one.

Caught by: test_nothing_is_fetched_before_it_is_asked_for
"""


async def paginate(get_page, first):
    page = await get_page(first)
    while page is not None:
        following = await get_page(page.next) if page.next is not None else None
        for item in page.items:
            yield item
        page = following
