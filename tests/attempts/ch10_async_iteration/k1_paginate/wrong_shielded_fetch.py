"""Lets the fetch go on when its caller is cancelled.

Caught by: test_a_cancellation_ends_the_fetching
"""

import asyncio


async def paginate(get_page, first):
    link = first
    while link is not None:
        page = await asyncio.shield(get_page(link))
        for item in page.items:
            yield item
        link = page.next
