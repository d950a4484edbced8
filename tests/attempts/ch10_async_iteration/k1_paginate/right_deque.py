"""Keeps the items of the page in a queue, and fetches when it is empty."""

from collections import deque


def paginate(get_page, first):
    return _items(get_page, first, deque())


async def _items(get_page, link, ready):
    more = True
    while ready or more:
        if ready:
            yield ready.popleft()
            continue
        page = await get_page(link)
        ready.extend(page.items)
        link, more = page.next, page.next is not None
