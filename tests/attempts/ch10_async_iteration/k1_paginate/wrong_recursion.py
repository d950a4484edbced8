"""Loops over a generator in a generator for each page: too deep for many pages.

Caught by: test_there_may_be_many_pages
"""


async def paginate(get_page, first):
    page = await get_page(first)
    for item in page.items:
        yield item
    if page.next is not None:
        async for item in paginate(get_page, page.next):
            yield item
