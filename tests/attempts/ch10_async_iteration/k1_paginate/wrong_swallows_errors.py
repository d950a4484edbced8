"""Ends without a word when a page cannot be fetched.

Caught by: test_a_failure_comes_after_the_items_before
"""


async def paginate(get_page, first):
    link = first
    while link is not None:
        try:
            page = await get_page(link)
        except Exception:
            return
        for item in page.items:
            yield item
        link = page.next
