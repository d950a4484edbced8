"""Ends without a word when it is cancelled.

Caught by: test_a_cancellation_ends_the_fetching
"""

import asyncio


async def paginate(get_page, first):
    link = first
    try:
        while link is not None:
            page = await get_page(link)
            for item in page.items:
                yield item
            link = page.next
    except asyncio.CancelledError:
        print("stopped")
