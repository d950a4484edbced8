"""Fetches the next page before it yields the last item of this one.

Caught by: test_nothing_is_fetched_before_it_is_asked_for
"""


async def paginate(get_page, first):
    page = await get_page(first)
    items = list(page.items)
    while items or page.next is not None:
        if len(items) <= 1 and page.next is not None:
            page = await get_page(page.next)
            items += page.items
        if items:
            yield items.pop(0)
