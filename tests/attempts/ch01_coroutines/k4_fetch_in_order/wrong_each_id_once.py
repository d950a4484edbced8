"""Remembers answers, so an id that comes twice is fetched once.

Caught by: test_the_same_id_is_fetched_again
"""


async def fetch_in_order(fetch, ids):
    pages = {}
    for x in ids:
        pages[x] = await fetch(x)
    return list(pages.values())
