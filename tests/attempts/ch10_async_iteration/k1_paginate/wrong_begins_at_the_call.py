"""Begins to fetch the first page when it is called.

Caught by: test_nothing_is_fetched_before_it_is_asked_for
"""

import asyncio


def paginate(get_page, first):
    page = asyncio.ensure_future(get_page(first))

    async def items(task):
        while True:
            page = await task
            for item in page.items:
                yield item
            if page.next is None:
                return
            task = get_page(page.next)

    return items(page)
