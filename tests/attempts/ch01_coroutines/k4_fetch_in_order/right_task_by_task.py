"""Makes a task, awaits it, makes the next."""

import asyncio


async def fetch_in_order(fetch, ids):
    pages = []
    for x in ids:
        pages.append(await asyncio.create_task(fetch(x)))
    return pages
