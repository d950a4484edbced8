"""Fetches the next page in a task while the items of this one are used.

Caught by: test_nothing_is_fetched_while_an_item_is_used
"""

import asyncio


async def paginate(get_page, first):
    page = await get_page(first)
    while True:
        task = None
        if page.next is not None:
            task = asyncio.ensure_future(get_page(page.next))
        for item in page.items:
            yield item
        if task is None:
            return
        page = await task
