"""Starts all pages that wait, whenever a page has come.

Caught by: test_a_few_are_fetched_at_the_same_time
"""

import asyncio


async def crawl(fetch_links, start, workers):
    waiting, seen, pages, running = [start], {start}, [], set()

    async def visit(page):
        try:
            links = await fetch_links(page)
        except Exception:
            links = []
        else:
            pages.append(page)
        for link in links:
            if link not in seen:
                seen.add(link)
                waiting.append(link)

    try:
        while waiting or running:
            for page in waiting:
                running.add(asyncio.create_task(visit(page)))
            waiting.clear()
            _, running = await asyncio.wait(
                running, return_when=asyncio.FIRST_COMPLETED
            )
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    return pages
