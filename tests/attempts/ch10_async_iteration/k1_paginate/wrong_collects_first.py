"""Fetches all pages before it yields the first item.

Caught by: test_nothing_is_fetched_before_it_is_asked_for
"""


async def paginate(get_page, first):
    pages = [await get_page(first)]
    while pages[-1].next is not None:
        pages.append(await get_page(pages[-1].next))
    for page in pages:
        for item in page.items:
            yield item
