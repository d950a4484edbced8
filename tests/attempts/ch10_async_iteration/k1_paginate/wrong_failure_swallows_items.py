"""Looks at the next page before the items, so that its failure comes first.

Caught by: test_a_failure_comes_after_the_items_before
"""

import asyncio


async def paginate(get_page, first):
    link, ready = first, []
    while link is not None:
        page = await get_page(link)
        link = page.next
        following = None if link is None else await get_page(link)
        ready.extend(page.items)
        if following is not None:
            ready.extend(following.items)
            link = following.next
        while ready:
            yield ready.pop(0)
            await asyncio.sleep(0)
