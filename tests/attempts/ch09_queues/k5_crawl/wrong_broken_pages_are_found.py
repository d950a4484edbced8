"""Pages that cannot be fetched are in the result.

Caught by: test_a_page_that_fails
"""

import asyncio


async def crawl(fetch_links, start, workers):
    slots = asyncio.Semaphore(workers)
    seen = {start}

    async with asyncio.TaskGroup() as group:

        async def visit(page):
            async with slots:
                try:
                    links = await fetch_links(page)
                except Exception:
                    links = []
            for link in links:
                if link not in seen:
                    seen.add(link)
                    group.create_task(visit(link))

        group.create_task(visit(start))
    return list(seen)
