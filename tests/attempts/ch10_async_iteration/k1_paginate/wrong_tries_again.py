"""Tries again when a page cannot be fetched, and goes on without it.

Caught by: test_a_failure_comes_after_the_items_before
"""


async def paginate(get_page, first):
    link = first
    while link is not None:
        for _ in range(2):
            try:
                page = await get_page(link)
                break
            except OSError:
                page = None
        if page is None:
            return
        for item in page.items:
            yield item
        link = page.next
