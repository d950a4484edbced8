"""Awaits in a loop, and appends."""


async def fetch_in_order(fetch, ids):
    pages = []
    for x in ids:
        pages.append(await fetch(x))
    return pages
