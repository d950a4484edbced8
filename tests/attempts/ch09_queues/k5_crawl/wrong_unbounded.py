"""Starts a task for each page, and all of them fetch.

Caught by: test_a_few_are_fetched_at_the_same_time
"""

import asyncio


async def crawl(fetch_links, start, workers):
    seen, pages = {start}, []

    async def visit(page):
        try:
            links = await fetch_links(page)
        except Exception:
            return
        pages.append(page)
        for link in links:
            if link not in seen:
                seen.add(link)
                tg.create_task(visit(link))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(start))
    return pages
