"""Fetches each page in a task of its own, and waits for it."""

import asyncio


async def paginate(get_page, first):
    link = first
    while True:
        page = await asyncio.create_task(get_page(link))
        for index in range(len(page.items)):
            yield page.items[index]
        link = page.next
        if link is None:
            break
